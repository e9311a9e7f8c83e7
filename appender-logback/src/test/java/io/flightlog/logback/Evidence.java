package io.flightlog.logback;

import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Everything that comes out of a process in which an appender runs, gathered as texts. */
final class Evidence {
  private final Map<String, StringBuilder> texts = new TreeMap<>();

  void add(String where, String text) {
    texts.computeIfAbsent(where, first -> new StringBuilder()).append(text).append('\n');
  }

  /** Paths, queries and bodies; headers are where secrets belong. */
  void addRequests(FakeElasticsearch server) {
    for (RecordedRequest request : server.requests()) {
      add("request", request.method() + " " + request.path() + "?" + request.query());
      add("request", request.text());
    }
  }

  void addThreadNames() {
    Thread.getAllStackTraces().keySet().forEach(thread -> add("thread name", thread.getName()));
  }

  /** Attributes, and results of operations without parameters. */
  void addJmx() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(new ObjectName("io.flightlog*:*"), null)) {
      add("JMX", name.toString());
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        add("JMX", attribute + " " + server.getAttribute(name, attribute.getName()));
      }
      for (MBeanOperationInfo operation : server.getMBeanInfo(name).getOperations()) {
        if (operation.getSignature().length == 0) {
          add("JMX", operation + " " + server.invoke(name, operation.getName(), null, null));
        }
      }
    }
  }

  /** Names and contents, of all that is still there when it is looked at. */
  void addFiles(Path place) throws IOException {
    add("file name", place.toString());
    try {
      if (Files.isDirectory(place)) {
        for (Path each : within(place)) {
          addFiles(each);
        }
      } else {
        add("file", Files.readString(place, StandardCharsets.ISO_8859_1));
      }
    } catch (NoSuchFileException sent) {
      // a recorder removes what has arrived
    }
  }

  private static List<Path> within(Path directory) throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.toList();
    }
  }

  /** What each object of this library and of its HTTP client says that can be reached from one. */
  void addReachable(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Object next = open.pop();
      if (seen.add(next)) {
        if (isOurs(next.getClass())) {
          add("toString", next.toString());
        }
        open.addAll(within(next));
      }
    }
    add("toString", seen.size() + " objects");
  }

  private static List<Object> within(Object holder) {
    List<Object> found = new ArrayList<>();
    if (holder instanceof Map<?, ?> map) {
      map.forEach((key, value) -> Collections.addAll(found, key, value));
    } else if (holder instanceof Iterable<?> many && !(holder instanceof Path)) {
      many.forEach(found::add);
    } else if (holder instanceof Object[] array) {
      found.addAll(Arrays.asList(array));
    }
    for (Class<?> type = holder.getClass(); isOurs(type); type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          found.add(read(field, holder));
        }
      }
    }
    found.removeIf(value -> value == null);
    return found;
  }

  private static Object read(Field field, Object holder) {
    try {
      field.setAccessible(true);
      return field.get(holder);
    } catch (IllegalAccessException closed) {
      throw new AssertionError(closed);
    }
  }

  private static boolean isOurs(Class<?> type) {
    return type != null
        && Stream.of("io.flightlog.", "co.elastic.", "org.apache.hc.")
            .anyMatch(type.getName()::startsWith);
  }

  String text(String where) {
    return texts.getOrDefault(where, new StringBuilder()).toString();
  }

  /** Where a secret is, in which forms; empty when it is nowhere. */
  Map<String, List<String>> of(Sentinel sentinel) {
    Map<String, List<String>> found = new TreeMap<>();
    texts.forEach(
        (where, text) -> {
          List<String> forms = sentinel.formsIn(text.toString());
          if (!forms.isEmpty()) {
            found.put(where, forms);
          }
        });
    return found;
  }
}
