package io.flightlog.task.spring;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskManagementConfigUtils;
import org.springframework.scheduling.config.TaskSchedulerRouter;

/**
 * Puts a recording scheduler before the one that Spring has chosen for {@code @Scheduled} methods,
 * as the last configurer. Called once, when the context has been refreshed.
 */
final class RecordingConfigurer
    implements SchedulingConfigurer, BeanFactoryAware, DisposableBean, Ordered {
  private final Router router = new Router();

  /** Spring's own choice, which it makes for each task by the qualifier. */
  private static final class Router extends TaskSchedulerRouter {
    TaskScheduler target(Runnable task) {
      return determineTargetScheduler(task);
    }
  }

  @Override
  public void setBeanFactory(BeanFactory beans) {
    router.setBeanFactory(beans);
    // whoever owns Spring's router: what it schedules with is destroyed after it
    router.setBeanName(TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);
  }

  @Override
  public void configureTasks(ScheduledTaskRegistrar registrar) {
    TaskScheduler chosen = registrar.getScheduler();
    boolean isRouted = chosen == null || chosen.getClass() == TaskSchedulerRouter.class;
    registrar.setTaskScheduler(
        new RecordingTaskScheduler(isRouted ? router::target : task -> chosen));
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }

  @Override
  public void destroy() {
    router.destroy();
  }
}
