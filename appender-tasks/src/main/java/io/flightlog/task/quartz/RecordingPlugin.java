package io.flightlog.task.quartz;

import org.quartz.ListenerManager;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.SchedulerPlugin;

/**
 * Makes each execution of a scheduler's jobs a run. In code, {@link #install}; in {@code
 * quartz.properties}, {@code org.quartz.plugin.flightlog.class =
 * io.flightlog.task.quartz.RecordingPlugin}. No listener of it ever throws or vetoes.
 */
public final class RecordingPlugin implements SchedulerPlugin {
  /** Made by Quartz, by the class name in its properties. */
  public RecordingPlugin() {}

  /**
   * Registers the listeners, once per scheduler and instance, best before it starts: an execution
   * that is under way is no run. Any thread. A second time changes nothing.
   *
   * @throws SchedulerException the scheduler is a remote one, which takes no listeners
   */
  public static void install(Scheduler scheduler) throws SchedulerException {
    RunListener listener = new RunListener();
    ListenerManager listeners = scheduler.getListenerManager();
    listeners.addTriggerListener(listener);
    listeners.addJobListener(listener);
    listeners.addSchedulerListener(listener);
  }

  @Override
  public void initialize(String name, Scheduler scheduler, ClassLoadHelper loadHelper)
      throws SchedulerException {
    install(scheduler);
  }

  @Override
  public void start() {}

  @Override
  public void shutdown() {}
}
