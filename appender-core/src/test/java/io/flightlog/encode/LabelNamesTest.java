package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An application that makes keys of its users' input cannot use up the fields of the index. */
class LabelNamesTest {
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Test
  void thoseThatComeFirstStayAndTheRestIsCounted() {
    EcsWriter writer = format(options -> options.set("maxLabelNames", "3")).newWriter();
    assertEquals(Map.of("labels.a", "1", "labels.b", "2"), written(writer, "a", "1", "b", "2"));
    assertEquals(
        Map.of("labels.c", "3", "labels.flightlog_truncated", "2"),
        written(writer, "c", "3", "d", "4", "e", "5"));
    for (int i = 0; i < 1000; i++) {
      written(writer, "attack-" + i, "x");
    }
    assertEquals(
        Map.of("labels.a", "1", "labels.b", "2", "labels.c", "3"),
        written(writer, "a", "1", "b", "2", "c", "3"));
  }

  @Test
  void keysThatAreTypedFieldsNeedNoName() {
    EcsWriter writer = format(options -> options.set("maxLabelNames", "0")).newWriter();
    assertEquals(
        Map.of("task.id", "t", "user.id", "u", "labels.flightlog_truncated", "1"),
        written(writer, "task.id", "t", "shop", "s", "user.id", "u"));
  }

  @Test
  void namesThatTheConfigurationGivesAreAlwaysAdmitted() {
    EcsWriter writer =
        format(
                options ->
                    options
                        .set("maxLabelNames", "1")
                        .set("mdc.include", "tenant,rows,other,attack")
                        .addMdcField("rows", "row_count", "number"))
            .newWriter();
    EcsWriter named = writer;
    keyValue(named, "first");
    assertEquals(
        Map.of("labels.tenant", "blue", "numeric_labels.row_count", 7L, "labels.other", "o"),
        written(named, "tenant", "blue", "rows", "7", "other", "o"));
    assertEquals(Map.of("labels.flightlog_truncated", "1"), keyValue(named, "second"));
  }

  @Test
  void textAndNumberOfOneKeyAreTwoFields() {
    EcsWriter writer = format(options -> options.set("maxLabelNames", "1")).newWriter();
    writer.begin();
    writer.timestamp(0, 0);
    writer.keyValue("n", 1);
    writer.keyValue("n", "one");
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals(1L, event.get("numeric_labels.n"));
    assertFalse(event.containsKey("labels.n"));
    assertEquals("1", event.get("labels.flightlog_truncated"));
  }

  @Test
  void anEventWithoutRoomForALabelUsesUpNoName() {
    EcsWriter writer =
        format(options -> options.set("maxFields", "2").set("maxLabelNames", "4")).newWriter();
    written(writer, "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6");
    assertEquals(Map.of("labels.x", "1", "labels.y", "2"), written(writer, "x", "1", "y", "2"));
  }

  @Test
  void theBoundIsSaidOnceWithOptionNumberAndAHarmlessExample() {
    EcsFormat format = format(options -> options.set("maxLabelNames", "2"));
    String hostile = "\u202eevil\u0007\n" + "k".repeat(10_000);
    for (int i = 0; i < 3; i++) {
      written(format.newWriter(), "a", "1", "b", "2", hostile, "3", "z", "4");
    }
    assertEquals(1, warnings.size());
    String warning = warnings.get(0);
    assertTrue(warning.contains("used 2 label names"), warning);
    assertTrue(warning.contains("maxLabelNames"), warning);
    assertTrue(warning.contains("labels. evil__kkk"), warning);
    assertTrue(warning.length() < 250, warning);
    assertTrue(
        warning.codePoints().noneMatch(c -> c < ' ' || Character.getType(c) == Character.FORMAT),
        warning);
  }

  @Test
  void theBoundHoldsOverAllWritersAndThreads() throws Exception {
    WriterPool pool = new WriterPool(format(options -> options.set("maxLabelNames", "100")));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Set<String>>> callers = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int first = t * 37;
      callers.add(() -> namesOf(pool, first));
    }
    Set<String> names = new TreeSet<>();
    try {
      for (Future<Set<String>> each : threads.invokeAll(callers)) {
        names.addAll(each.get(60, TimeUnit.SECONDS));
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(100, names.size());
    assertEquals(1, warnings.size());
  }

  private static Set<String> namesOf(WriterPool pool, int first) {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < 2000; i++) {
      EcsWriter writer = pool.acquire();
      names.addAll(written(writer, "key" + (first + i) % 1500, "v").keySet());
      pool.release(writer);
    }
    names.remove("labels.flightlog_truncated");
    return names;
  }

  private EcsFormat format(Consumer<OptionValues> options) {
    return new EcsFormat(
        Formats.config(options), "id", new FakeFacts(), TraceSource.NONE, warnings::add);
  }

  private static Map<String, Object> keyValue(EcsWriter writer, String key) {
    writer.begin();
    writer.timestamp(0, 0);
    writer.keyValue(key, "v");
    writer.end();
    return parsed(writer);
  }

  private static Map<String, Object> written(EcsWriter writer, String... keysAndValues) {
    writer.begin();
    writer.timestamp(0, 0);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      writer.contextEntry(keysAndValues[i], keysAndValues[i + 1]);
    }
    writer.end();
    return parsed(writer);
  }

  private static Map<String, Object> parsed(EcsWriter writer) {
    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    return event;
  }
}
