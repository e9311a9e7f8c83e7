package io.flightlog;

import io.flightlog.agent.Deadline;
import io.flightlog.agent.NanoClock;
import io.flightlog.agent.OwnThreads;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EventEncoder;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which pipelines of this class loader run, who holds them, and until when. Appenders with equal
 * configurations share one; a pipeline that a reload left behind lingers for a grace, so that the
 * next configuration finds it again if it is equal. So a reload neither loses events nor starts a
 * second shipper. Any thread; pipelines are started under the lock and closed outside of it.
 */
public final class PipelineRegistry {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final PipelineRegistry SHARED = new PipelineRegistry(GRACE);

  private final Duration grace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Oldest first; each until it is closed. */
  private final List<SharedPipeline<?>> running = new ArrayList<>();

  PipelineRegistry(Duration grace) {
    this.grace = grace;
  }

  /** The one for all appenders of this class loader. */
  public static PipelineRegistry shared() {
    return SHARED;
  }

  /**
   * Joins the pipeline with this configuration, or starts one. If one is started, a pipeline that
   * lingers for the same appender has nothing to wait for any more: it is closed in the background.
   *
   * @param scope what is configured as a whole, such as a logging context; held weakly
   * @param name the appender's name in its scope; the name in JMX if a pipeline is started
   * @param encoder those of one class must do the same for equal configurations, and know nothing
   *     of their appender: the first one stays
   * @param diagnostics the framework's status channel; the newest holder's is spoken through
   * @throws io.flightlog.config.ConfigException as {@link LogPipeline#start}
   */
  public <E> PipelineLease<E> acquire(
      Object scope,
      String name,
      PipelineConfig config,
      EventEncoder<E> encoder,
      Diagnostics diagnostics) {
    lock.lock();
    try {
      SharedPipeline<E> shared = find(config, encoder);
      if (shared == null) {
        shared = new SharedPipeline<>(name, config, encoder, diagnostics, this::atJvmExit);
        running.stream()
            .filter(other -> other.lingersFor(scope, name))
            .forEach(SharedPipeline::end);
        running.add(shared);
      }
      PipelineLease<E> lease = new PipelineLease<>(this, shared, diagnostics);
      shared.hold(lease, scope, name);
      changed.signalAll();
      return lease;
    } finally {
      lock.unlock();
    }
  }

  /** All pipelines, by one deadline: the worst result, and what is unsettled in all. */
  FlushResult flush(Duration timeout) {
    Deadline deadline = Deadline.after(timeout, NanoClock.SYSTEM);
    List<SharedPipeline<?>> all = running();
    for (SharedPipeline<?> shared : all) {
      shared.pipeline().seal(); // the second need not linger behind the first
    }
    FlushResult worst = FlushResult.delivered();
    for (SharedPipeline<?> shared : all) {
      worst = worst.and(shared.pipeline().flush(Duration.ofNanos(deadline.remainingNanos())));
    }
    return worst;
  }

  List<PipelineStats> stats() {
    return running().stream().map(shared -> shared.pipeline().stats()).toList();
  }

  void linger(PipelineLease<?> lease) {
    if (ShutdownFlush.jvmIsExiting()) {
      close(lease);
      return;
    }
    SharedPipeline<?> shared = lease.shared();
    lock.lock();
    try {
      if (shared.giveBack(lease) && !shared.isHeld()) {
        new Grace(shared).begin();
      }
    } finally {
      lock.unlock();
    }
  }

  void close(PipelineLease<?> lease) {
    SharedPipeline<?> shared = lease.shared();
    lock.lock();
    try {
      shared.giveBack(lease);
    } finally {
      lock.unlock();
    }
    if (endUnlessHeld(shared)) {
      close(shared);
    }
  }

  /** Several threads may: each returns when it is done, or by the deadline. */
  private void close(SharedPipeline<?> shared) {
    shared.close();
    lock.lock();
    try {
      running.remove(shared);
    } finally {
      lock.unlock();
    }
  }

  /** What nobody holds is closed; what is held may get lines of other hooks, and stays open. */
  private void atJvmExit(SharedPipeline<?> shared) {
    if (endUnlessHeld(shared)) {
      close(shared);
    } else {
      shared.flush();
    }
  }

  private boolean endUnlessHeld(SharedPipeline<?> shared) {
    lock.lock();
    try {
      if (shared.isHeld()) {
        return false;
      }
      shared.end();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("unchecked") // encoders of one class take events of one type
  private <E> @Nullable SharedPipeline<E> find(PipelineConfig config, EventEncoder<E> encoder) {
    return (SharedPipeline<E>)
        running.stream().filter(shared -> shared.serves(config, encoder)).findFirst().orElse(null);
  }

  private List<SharedPipeline<?>> running() {
    lock.lock();
    try {
      return List.copyOf(running);
    } finally {
      lock.unlock();
    }
  }

  /** Waits on a thread of its own until the pipeline is held again, or its end has come. */
  private final class Grace implements Runnable {
    private final SharedPipeline<?> shared;
    private final Deadline end = Deadline.after(grace, NanoClock.SYSTEM);

    Grace(SharedPipeline<?> shared) {
      this.shared = shared;
    }

    void begin() {
      shared.lingerDuring(this);
      OwnThreads.create("linger", this).start();
    }

    @Override
    public void run() {
      lock.lock();
      try {
        while (shared.lingersDuring(this) && !shared.hasEnded() && !end.hasPassed()) {
          try {
            changed.awaitNanos(end.remainingNanos());
          } catch (InterruptedException ofNoConcern) {
            // only time or a change ends the grace
          }
        }
        if (!shared.lingersDuring(this)) {
          return;
        }
        shared.end();
      } finally {
        lock.unlock();
      }
      close(shared);
    }
  }
}
