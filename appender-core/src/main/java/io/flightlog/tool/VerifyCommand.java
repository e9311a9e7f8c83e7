package io.flightlog.tool;

import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FileReport;
import io.flightlog.spool.FileReport.Condition;
import io.flightlog.spool.FoundDestination;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Whether all that waits can be read. */
final class VerifyCommand implements Command {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String summary() {
    return "read everything, and say what is damaged";
  }

  @Override
  public String help() {
    return """
        usage: spool verify DIR [--instance ID]

        Reads every frame of every file, checks it, and unpacks it. Names each file that is
        damaged: how many bytes are no whole frame, and how many events are known to be lost.
        The end of a file that a live process is writing just now is not damage.

          --instance ID    only this one

        exit status: 0 all is sound; 1 something is damaged, or written by a later version;
        2 DIR cannot be read""";
  }

  @Override
  public Set<String> valued() {
    return Set.of(Selection.INSTANCE);
  }

  /** What has been found so far. */
  private static final class Tally {
    int files;
    int damaged;
    int unknown;
    long events;
    long lost;
  }

  @Override
  public int run(Arguments arguments, Console console) throws UsageException, IOException {
    Selection selection = Selection.of(arguments);
    BatchFileReader reader = new BatchFileReader(new DiskStorage());
    Holder self = Holder.current();
    Tally all = new Tally();
    for (FoundInstance instance : selection.instances()) {
      boolean mayBeInUse = Tenancy.of(instance, self).mayBeInUse();
      for (Path file : instance.files()) {
        judge(file, reader.read(file, frame -> {}), mayBeInUse, all, console);
      }
    }
    for (FoundDestination destination : selection.destinations()) {
      if (!destination.quarantined().isEmpty()) {
        String files = Words.count(destination.quarantined().size(), "file");
        console.print(destination.path() + ": " + files + " put aside in quarantine earlier");
      }
    }
    boolean sound = all.damaged == 0 && all.unknown == 0;
    console.print(
        (sound ? "sound: " : "not sound: ")
            + String.join(
                ", ",
                Words.count(selection.instances().size(), "instance"),
                Words.count(all.files, "file"),
                Words.count(all.events, "event"),
                all.damaged + " damaged",
                all.unknown + " of a later version",
                Words.count(all.lost, "event") + " lost"));
    return sound ? FINE : NOT_FINE;
  }

  private static void judge(
      Path path, FileReport file, boolean mayBeInUse, Tally all, Console console)
      throws IOException {
    if (!file.isWaiting()) {
      return;
    }
    all.files++;
    all.events += file.events();
    if (file.condition() == Condition.NEWER) {
      all.unknown++;
      console.print(path + ": written by a later version of Flightlog: cannot be checked");
    } else if (!file.isSound()) {
      if (mayBeInUse && BeingWritten.is(path, file, console)) {
        return;
      }
      all.damaged++;
      all.lost += file.lost();
      console.print(path + ": " + Words.damage(file));
    }
  }
}
