package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FoundDestination;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What waits: a line for each instance, and what was set aside. */
final class ListCommand implements Command {
  private static final String JSON = "--json";
  private static final Set<Integer> NUMBERS = Set.of(4, 5, 6, 7);
  private static final List<String> HEADINGS =
      List.of(
          "DESTINATION",
          "TARGET",
          "INSTANCE",
          "STATE",
          "FILES",
          "EVENTS",
          "BYTES",
          "OLDEST",
          "SEQUENCES");

  /** An instance with what was found in it. */
  private record Row(
      FoundDestination destination,
      FoundInstance instance,
      Tenancy tenancy,
      InstanceContent content) {}

  @Override
  public String name() {
    return "list";
  }

  @Override
  public String summary() {
    return "what waits: instances, events, age, who holds them";
  }

  @Override
  public String help() {
    return """
        usage: spool list DIR [--json]

        A line for each instance: destination (a hash of target and group), target (data stream
        or index), instance, who holds it, files, events, bytes, age of the oldest file, first and
        last event.sequence. Then the totals, with dead letters and quarantined files.
        Spilled batches are counted by their headers; `verify` reads all of them.

          --json    one JSON object instead, for programs

        exit status: 0, also when nothing waits; 2 DIR cannot be read""";
  }

  @Override
  public Set<String> flags() {
    return Set.of(JSON);
  }

  @Override
  public int run(Arguments arguments, Console console) throws UsageException, IOException {
    Selection selection = Selection.of(arguments);
    BatchFileReader reader = new BatchFileReader(new DiskStorage());
    Holder self = Holder.current();
    List<Row> rows = new ArrayList<>();
    for (FoundDestination destination : selection.destinations()) {
      for (FoundInstance instance : destination.instances()) {
        InstanceContent content = InstanceContent.glance(instance, reader);
        rows.add(new Row(destination, instance, Tenancy.of(instance, self), content));
      }
    }
    if (arguments.has(JSON)) {
      console.out().print(Json.of(json(selection, rows)));
      console.out().print('\n');
    } else {
      table(selection, rows, console);
    }
    return FINE;
  }

  private static void table(Selection selection, List<Row> rows, Console console)
      throws IOException {
    Table table = new Table(NUMBERS, HEADINGS);
    long now = console.wallMillis().getAsLong();
    for (Row row : rows) {
      InstanceContent content = row.content();
      long oldest = content.oldestMillis();
      table.row(
          List.of(
              row.destination().id(),
              target(row),
              row.instance().id(),
              row.tenancy().words(),
              Integer.toString(content.files().size()),
              Long.toString(content.events()),
              Words.bytes(content.bytes()),
              oldest == 0 ? "-" : Words.age(oldest, now),
              Words.range(content.first(), content.last())));
    }
    if (!rows.isEmpty()) {
      table.print(console);
    }
    long files = rows.stream().mapToLong(row -> row.content().files().size()).sum();
    long events = rows.stream().mapToLong(row -> row.content().events()).sum();
    long bytes = rows.stream().mapToLong(row -> row.content().bytes()).sum();
    console.print(
        (files == 0 ? "nothing waits: " : "total: ")
            + String.join(
                ", ",
                Words.count(rows.size(), "instance"),
                Words.count(files, "file"),
                Words.count(events, "event"),
                Words.bytes(bytes),
                Words.count(deadLetters(selection.destinations()), "dead letter"),
                Words.count(quarantined(selection), "quarantined file")));
  }

  private static Map<String, Object> json(Selection selection, List<Row> rows) throws IOException {
    List<Object> destinations = new ArrayList<>();
    for (FoundDestination destination : selection.destinations()) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("destination", destination.id());
      members.put("path", destination.path());
      members.put("target", destination.target());
      members.put("group", destination.group());
      members.put("dead_letters", deadLetters(List.of(destination)));
      members.put("quarantined_files", destination.quarantined().size());
      members.put(
          "instances",
          rows.stream()
              .filter(row -> row.destination().equals(destination))
              .map(ListCommand::json)
              .toList());
      destinations.add(members);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("files", rows.stream().mapToLong(row -> row.content().files().size()).sum());
    all.put("events", rows.stream().mapToLong(row -> row.content().events()).sum());
    all.put("bytes", rows.stream().mapToLong(row -> row.content().bytes()).sum());
    all.put("dead_letters", deadLetters(selection.destinations()));
    all.put("quarantined_files", quarantined(selection));
    all.put("destinations", destinations);
    return all;
  }

  private static Map<String, Object> json(Row row) {
    InstanceContent content = row.content();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("instance", row.instance().id());
    members.put("path", row.instance().path());
    members.put("state", row.tenancy().kind().word());
    members.put("state_text", row.tenancy().words());
    Owner owner = row.instance().owner();
    boolean isHeld = owner != null && !owner.process().isNobody();
    members.put("pid", owner != null && isHeld ? owner.process().pid() : null);
    members.put("host", owner != null && isHeld ? owner.process().host() : null);
    members.put("files", content.files().size());
    members.put("events", content.events());
    members.put("bytes", content.bytes());
    long oldest = content.oldestMillis();
    members.put("oldest", oldest == 0 ? null : Instant.ofEpochMilli(oldest));
    boolean hasEvents = content.last() >= content.first();
    members.put("first_sequence", hasEvents ? content.first() : null);
    members.put("last_sequence", hasEvents ? content.last() : null);
    return members;
  }

  private static String target(Row row) {
    String target = row.destination().target();
    return target.isEmpty() ? "?" : target;
  }

  private static long quarantined(Selection selection) {
    return selection.destinations().stream().mapToLong(each -> each.quarantined().size()).sum();
  }

  private static long deadLetters(List<FoundDestination> destinations) throws IOException {
    long letters = 0;
    for (FoundDestination destination : destinations) {
      for (Path file : destination.deadLetters()) {
        letters += lines(file);
      }
    }
    return letters;
  }

  private static long lines(Path file) throws IOException {
    long lines = 0;
    byte[] chunk = new byte[64 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        for (int i = 0; i < read; i++) {
          lines += chunk[i] == '\n' ? 1 : 0;
        }
      }
    } catch (NoSuchFileException takenAway) {
      return 0;
    }
    return lines;
  }
}
