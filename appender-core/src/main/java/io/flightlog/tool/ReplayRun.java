package io.flightlog.tool;

import io.flightlog.SpoolReplay;
import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.config.PipelineConfig;
import io.flightlog.spool.BatchFileReader;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.FoundDestination;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner.Holder;
import io.flightlog.spool.SpoolSurvey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One replay: starts it, tells how it goes, and gives the account. One thread. */
final class ReplayRun {
  private static final Duration TO_STOP = Duration.ofSeconds(10);
  private static final Duration PROGRESS = Duration.ofSeconds(2);

  private final FoundDestination destination;
  private final PipelineConfig config;
  private final Duration timeout;
  private final Console console;

  ReplayRun(
      FoundDestination destination, PipelineConfig config, Duration timeout, Console console) {
    this.destination = destination;
    this.config = config;
    this.timeout = timeout;
    this.console = console;
  }

  /** Returns the exit status. */
  int run() throws IOException {
    console.complain(
        "sending what waits for "
            + destination.target()
            + " (meant for "
            + destination.group()
            + ") to "
            + config.destination().urls().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ")));
    Set<String> wanted =
        ReplayCommand.notInUse(destination).stream()
            .map(FoundInstance::id)
            .collect(Collectors.toSet());
    SpoolReplay replay =
        SpoolReplay.start(config, destination.path(), wanted, new SpokenDiagnostics(console));
    boolean done;
    try {
      done = await(replay);
    } finally {
      replay.stop(TO_STOP);
    }
    SpoolReplay.Account account = replay.account();
    tell(account, done);
    boolean nothingIsLeft = tellWhatIsLeft(wanted);
    boolean fine = done && nothingIsLeft && account.left() == 0 && account.unreadable() == 0;
    return fine ? Command.FINE : Command.NOT_FINE;
  }

  private boolean await(SpoolReplay replay) {
    Deadline end = Deadline.after(timeout, NanoClock.SYSTEM);
    while (!end.hasPassed()) {
      Duration left = Duration.ofNanos(Math.max(0, end.remainingNanos()));
      Duration next = left.compareTo(PROGRESS) < 0 ? left : PROGRESS;
      if (Deadline.after(next, NanoClock.SYSTEM).awaitUninterruptibly(replay::isDone)) {
        return true;
      }
      SpoolReplay.Account now = replay.account();
      console.complain(now.found() - now.left() + " of " + Words.count(now.found(), "event"));
    }
    return replay.isDone();
  }

  private void tell(SpoolReplay.Account account, boolean done) {
    console.print("found          " + account.found());
    console.print("sent           " + (account.delivered() - account.alreadyThere()));
    console.print("already there  " + account.alreadyThere());
    if (account.redirected() > 0) {
      console.print("redirected     " + account.redirected() + " (to the failure store)");
    }
    String where = " (see " + destination.path().resolve("dead-letter") + ")";
    console.print(
        "refused        " + account.deadLettered() + (account.deadLettered() > 0 ? where : ""));
    if (account.unreadable() > 0) {
      String put = " (files: " + destination.path().resolve("quarantine") + ")";
      console.print("unreadable     " + account.unreadable() + put);
    }
    console.print("left           " + account.left() + (done ? "" : " (time is up)"));
  }

  /** Whether none of those that were wanted has anything left. */
  private boolean tellWhatIsLeft(Set<String> wanted) throws IOException {
    List<FoundDestination> now = new SpoolSurvey(new DiskStorage()).look(destination.path());
    BatchFileReader reader = new BatchFileReader(new DiskStorage());
    Holder self = Holder.current();
    boolean nothing = true;
    for (FoundDestination each : now == null ? List.<FoundDestination>of() : now) {
      for (FoundInstance instance : each.instances()) {
        InstanceContent content = InstanceContent.glance(instance, reader);
        if (!content.files().isEmpty()) {
          boolean isOurs = wanted.contains(instance.id());
          nothing &= !isOurs;
          console.print(
              (isOurs ? "still there    " : "not touched    ")
                  + instance.id()
                  + ": "
                  + Words.count(content.files().size(), "file")
                  + ", "
                  + Words.count(content.events(), "event")
                  + ", "
                  + Tenancy.of(instance, self).words());
        }
      }
    }
    return nothing;
  }
}
