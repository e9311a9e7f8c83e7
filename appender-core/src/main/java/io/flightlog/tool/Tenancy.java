package io.flightlog.tool;

import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.InstanceState;
import io.flightlog.spool.Owner;
import io.flightlog.spool.Owner.Holder;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Who holds an instance's directory, as far as {@code OWNER}, {@code STATE} and the processes of
 * this machine tell; nothing is locked to find out. Immutable.
 *
 * @param words for a person
 */
record Tenancy(Kind kind, String words) {
  /** Two readings of one start, by the clock of a kernel that is being adjusted. */
  private static final long SAME_START_MILLIS = 2000;

  enum Kind {
    /** A live process holds it, and will send what is in it. */
    IN_USE,
    /** Left in order; what is in it waits for another process. */
    CLOSED,
    /** Its process ended without closing it. */
    DIED,
    /** Held by a process of another host or container, which cannot be seen from here. */
    UNKNOWN;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Tenancy of(FoundInstance instance, Holder self) {
    Owner owner = instance.owner();
    if (owner == null) {
      return new Tenancy(Kind.UNKNOWN, "without a readable OWNER");
    }
    Holder holder = owner.process();
    InstanceState state = instance.state();
    boolean closed = state != null && state.closed();
    if (holder.isNobody()) {
      return closed
          ? new Tenancy(Kind.CLOSED, "closed, held by nobody")
          : new Tenancy(Kind.DIED, "died, held by nobody");
    }
    String who = "pid " + holder.pid() + " on host " + holder.host();
    boolean sameHost = holder.host().equals(self.host());
    boolean sameBoot = holder.boot().equals(self.boot());
    if (!sameHost) {
      String where = " (another host or container: cannot be seen from here)";
      return new Tenancy(Kind.UNKNOWN, "held by " + who + where);
    }
    if (sameBoot && isAlive(holder)) {
      return new Tenancy(Kind.IN_USE, "in use by " + who);
    }
    return closed
        ? new Tenancy(Kind.CLOSED, "left by " + who + ", closed")
        : new Tenancy(Kind.DIED, "left by " + who + ", died");
  }

  /** Whether files may be written to or removed while one looks. */
  boolean mayBeInUse() {
    return kind == Kind.IN_USE || kind == Kind.UNKNOWN;
  }

  private static boolean isAlive(Holder holder) {
    Optional<ProcessHandle> process = ProcessHandle.of(holder.pid());
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    Optional<Instant> start = process.get().info().startInstant();
    return start.isEmpty()
        || holder.startedMillis() == 0
        || Math.abs(start.get().toEpochMilli() - holder.startedMillis()) <= SAME_START_MILLIS;
  }
}
