package io.flightlog.task.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

class AsyncContextTest {
  private static final Logger LOG = LoggerFactory.getLogger("app");

  private final Runs runs = new Runs();

  @AfterEach
  void close() {
    runs.close();
  }

  @Configuration
  @EnableAsync
  static class Executors {
    @Bean
    ThreadPoolTaskExecutor pooled() {
      ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
      executor.setCorePoolSize(1);
      executor.setTaskDecorator(
          task ->
              () -> {
                LOG.info("decorated");
                task.run();
                MDC.put("left", "behind");
              });
      return executor;
    }

    @Bean
    SimpleAsyncTaskExecutor threads() {
      return new SimpleAsyncTaskExecutor();
    }
  }

  static class Helper {
    @Async("pooled")
    public void help() {
      LOG.info("helped");
    }

    @Async("threads")
    public void assist() {
      LOG.info("assisted");
    }
  }

  static class Caller {
    private final Helper helper;

    Caller(Helper helper) {
      this.helper = helper;
    }

    @Scheduled(fixedDelay = 20)
    public void call() {
      helper.help();
      helper.assist();
    }
  }

  @Test
  void whatARunHandsToAnExecutorHasItsContext() throws Exception {
    try (var context =
        new AnnotationConfigApplicationContext(
            ScheduledMethodsTest.Pool.class,
            ScheduledMethodsTest.Recorded.class,
            Executors.class,
            Helper.class,
            Caller.class)) {
      assertTrue(context.isActive());
      List<Map<String, Object>> calls = runs.await("AsyncContextTest$Caller.call", 3);
      for (String message : List.of("helped", "decorated", "assisted")) {
        for (Map<String, Object> run : calls) {
          String id = (String) run.get("task.run.id");
          runs.logged.await(
              events -> events.stream().anyMatch(e -> isLine(e, message, id)), Runs.LONG);
        }
      }
      assertTrue(
          runs.logged.events().stream().noneMatch(e -> e.getMDCPropertyMap().containsKey("left")));
    }
  }

  private static boolean isLine(ILoggingEvent event, String message, String runId) {
    return message.equals(event.getFormattedMessage()) && Runs.isOf(event, runId);
  }

  @Test
  void anExecutorThatIsNoBeanTakesTheDecoratorByHand() throws Exception {
    SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
    executor.setTaskDecorator(new ContextTaskDecorator());
    MDC.put("user.id", "alice");
    assertEquals("alice", executor.submit(() -> MDC.get("user.id")).get(60, TimeUnit.SECONDS));
  }
}
