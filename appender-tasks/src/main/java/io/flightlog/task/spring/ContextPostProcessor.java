package io.flightlog.task.spring;

import java.util.function.Consumer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Gives executors a {@link ContextTaskDecorator}, around the decorator that they have. */
final class ContextPostProcessor implements BeanPostProcessor {
  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof ThreadPoolTaskExecutor executor) {
      decorate(executor, executor::setTaskDecorator);
    } else if (bean instanceof SimpleAsyncTaskExecutor executor
        && !(bean instanceof TaskScheduler)) {
      decorate(executor, executor::setTaskDecorator);
    }
    return bean;
  }

  private static void decorate(Object executor, Consumer<TaskDecorator> setter) {
    SpringField own = SpringField.of(executor, "taskDecorator");
    if (own.isKnown() && !(own.value() instanceof ContextTaskDecorator)) {
      setter.accept(new ContextTaskDecorator((TaskDecorator) own.value()));
    }
  }
}
