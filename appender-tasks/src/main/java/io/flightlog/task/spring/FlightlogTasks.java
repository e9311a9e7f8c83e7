package io.flightlog.task.spring;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.TaskScheduler;

/**
 * {@code @Import(FlightlogTasks.class)} makes each execution of an {@code @Scheduled} method a run
 * of a task, and gives what is handed to a {@code ThreadPoolTaskExecutor} or a {@code
 * SimpleAsyncTaskExecutor}, as {@code @Async} does, the context of the thread that hands it over.
 * Its beans are defined after all others, so that a {@code SchedulingConfigurer} of the application
 * that chooses a scheduler comes before ours, which records what that one runs.
 */
public final class FlightlogTasks implements BeanDefinitionRegistryPostProcessor {
  @Override
  public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
    define(registry, RecordingConfigurer.class);
    define(registry, ContextPostProcessor.class);
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    // the definitions were all
  }

  /**
   * A scheduler that hands everything to this one, and makes each execution a run. It is called
   * what a {@link io.flightlog.task.executor.NamedTask} says when it is handed in, or its {@code
   * toString()}, or its class; a task that runs once belongs to the user and the trace of the
   * thread that hands it in.
   */
  public static TaskScheduler recording(TaskScheduler scheduler) {
    return new RecordingTaskScheduler(task -> scheduler);
  }

  private static void define(BeanDefinitionRegistry registry, Class<?> type) {
    if (!registry.containsBeanDefinition(type.getName())) {
      RootBeanDefinition definition = new RootBeanDefinition(type);
      definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
      registry.registerBeanDefinition(type.getName(), definition);
    }
  }
}
