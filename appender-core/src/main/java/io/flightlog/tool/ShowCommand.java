package io.flightlog.tool;

import io.flightlog.metrics.Severity;
import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FileReport;
import io.flightlog.spool.FileReport.Condition;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.InstanceState;
import io.flightlog.spool.Owner;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One instance in detail. */
final class ShowCommand implements Command {
  private static final Set<Integer> NUMBERS = Set.of(1, 2, 4);
  private static final List<String> HEADINGS =
      List.of("FILE", "FRAMES", "EVENTS", "SEQUENCES", "BYTES", "PACKED", "CREATED", "CONDITION");

  @Override
  public String name() {
    return "show";
  }

  @Override
  public String summary() {
    return "one instance in detail: owner, counters, files";
  }

  @Override
  public String help() {
    return """
        usage: spool show DIR [--instance ID]

        What OWNER says of the process that holds the instance, what STATE says of its counters
        (as of its last write, once a second at most), and a line for each file. Reads all of it.

          --instance ID    which one, when DIR holds several

        exit status: 0; 2 DIR cannot be read, or holds several instances or none""";
  }

  @Override
  public Set<String> valued() {
    return Set.of(Selection.INSTANCE);
  }

  @Override
  public int run(Arguments arguments, Console console) throws UsageException, IOException {
    FoundInstance instance = Selection.of(arguments).single();
    if (instance == null) {
      throw new UsageException("there is no instance in " + arguments.directory());
    }
    console.print("instance   " + instance.id());
    console.print("directory  " + instance.path());
    console.print("held       " + Tenancy.of(instance, Holder.current()).words());
    owner(instance.owner(), console);
    state(instance.state(), console);
    console.print("");
    files(instance, console);
    return FINE;
  }

  private static void owner(@Nullable Owner owner, Console console) {
    if (owner == null) {
      console.print("owner      its OWNER file is missing or unreadable");
      return;
    }
    if (!owner.process().isNobody()) {
      console.print("process    started " + Words.time(owner.process().startedMillis()));
    }
    console.print("target     " + owner.target());
    console.print("group      " + owner.group());
    console.print("version    " + owner.version());
    console.print("documents  end with {" + owner.constants() + "}");
  }

  private static void state(@Nullable InstanceState state, Console console) {
    if (state == null) {
      console.print("state      its STATE file is missing or unreadable");
      return;
    }
    console.print(
        "state      as of " + Words.time(state.wallMillis()) + (state.closed() ? ", closed" : ""));
    console.print("  sequences given out up to " + state.claimed());
    console.print("  delivered or in a file up to " + state.written());
    console.print("  delivered or on the medium up to " + state.synced());
    console.print("  accepted " + state.accepted());
    console.print("  delivered " + state.delivered() + ", redirected " + state.redirected());
    console.print("  dead-lettered " + state.deadLettered() + ", lost " + state.lost());
    StringBuilder dropped = new StringBuilder("  dropped ");
    Severity[] severities = Severity.values();
    for (int i = 0; i < severities.length; i++) {
      dropped.append(i == 0 ? "" : ", ").append(severities[i].name().toLowerCase(Locale.ROOT));
      dropped.append(' ').append(state.dropped().get(i));
    }
    console.print(dropped.toString());
  }

  private static void files(FoundInstance instance, Console console) throws IOException {
    BatchFileReader reader = new BatchFileReader(new DiskStorage());
    Table table = new Table(NUMBERS, HEADINGS);
    List<FileReport> reports = new ArrayList<>();
    for (Path path : instance.files()) {
      reports.add(reader.read(path, frame -> {}));
    }
    reports.sort(Comparator.comparingLong(FileReport::first));
    for (FileReport file : reports) {
      boolean readable = file.condition() == Condition.READABLE;
      table.row(
          List.of(
              file.name(),
              readable ? Integer.toString(file.frames()) : "-",
              readable ? Long.toString(file.events()) : "-",
              readable ? Words.range(file.first(), file.last()) : "-",
              Long.toString(file.size()),
              readable ? (file.gzip() ? "gzip" : "no") : "-",
              readable ? Words.time(file.createdMillis()) : "-",
              condition(file)));
    }
    if (instance.files().isEmpty()) {
      console.print("no files");
    } else {
      table.print(console);
    }
  }

  private static String condition(FileReport file) {
    return switch (file.condition()) {
      case EMPTY -> "empty: made ahead";
      case GONE -> "gone: sent meanwhile";
      case NEWER -> "written by a later version";
      default -> file.isSound() ? "sound" : Words.damage(file);
    };
  }
}
