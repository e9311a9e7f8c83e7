package io.flightlog.task.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ErrorHandler;

/** A context of Spring without Boot. */
class ScheduledMethodsTest {
  private static final String OWN_LINE = "Unexpected error occurred in scheduled task";
  private static final Logger LOG = LoggerFactory.getLogger("app");

  private final Runs runs = new Runs();

  @AfterEach
  void close() {
    runs.close();
  }

  @Configuration
  @EnableScheduling
  @Import(FlightlogTasks.class)
  static class Recorded {}

  /** One task of each kind; each fails. */
  static class Ticks {
    @Scheduled(cron = "* * * * * *")
    public void byCron() {
      throw new IllegalStateException("byCron");
    }

    @Scheduled(fixedRate = 50)
    public void atFixedRate() {
      throw new IllegalStateException("atFixedRate");
    }

    @Scheduled(fixedDelay = 50)
    public void withFixedDelay() {
      throw new IllegalStateException("withFixedDelay");
    }

    @Scheduled(initialDelay = 50)
    public void once() {
      throw new IllegalStateException("once");
    }
  }

  /** Spring's fallback, where the application has no scheduler. */
  static class NoScheduler {}

  static class Pool {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setPoolSize(2);
      return scheduler;
    }
  }

  /** What Boot takes with virtual threads. */
  static class Threads {
    @Bean
    SimpleAsyncTaskScheduler taskScheduler() {
      return new SimpleAsyncTaskScheduler();
    }
  }

  /** The application chooses by code. */
  static class Configured {
    @Bean
    SchedulingConfigurer choice(@Qualifier("chosen") TaskScheduler chosen) {
      return registrar -> registrar.setTaskScheduler(chosen);
    }

    @Bean
    ThreadPoolTaskScheduler chosen() {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setThreadNamePrefix("chosen-");
      return scheduler;
    }

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
      return new ThreadPoolTaskScheduler();
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {NoScheduler.class, Pool.class, Threads.class, Configured.class})
  void springsOwnLineAboutAFailureBelongsToTheRun(Class<?> scheduler) throws Exception {
    Map<String, String> triggers =
        Map.of(
            "Ticks.byCron", "cron",
            "Ticks.atFixedRate", "fixed-rate",
            "Ticks.withFixedDelay", "fixed-delay",
            "Ticks.once", "delay");
    try (var context =
        new AnnotationConfigApplicationContext(scheduler, Recorded.class, Ticks.class)) {
      assertTrue(context.isActive());
      for (Map.Entry<String, String> task : triggers.entrySet()) {
        String name = "ScheduledMethodsTest$" + task.getKey();
        Map<String, Object> run = runs.await(name, task.getKey().contains("Fixed") ? 3 : 1).get(0);
        assertEquals("failure", run.get("event.outcome"));
        assertEquals(task.getValue(), run.get("task.trigger"));
        assertTrue(run.containsKey("task.lag"), run::toString);
        List<ILoggingEvent> own = linesOf(run.get("task.run.id"));
        assertEquals(1, own.size(), () -> run + ": " + own);
        assertTrue(name.endsWith(own.get(0).getThrowableProxy().getMessage()));
      }
    }
    assertEquals(0, linesOf(null).size(), () -> linesOf(null).toString());
  }

  private List<ILoggingEvent> linesOf(@Nullable Object runId) {
    return runs.logged.events().stream()
        .filter(event -> OWN_LINE.equals(event.getFormattedMessage()))
        .filter(event -> Objects.equals(runId, event.getMDCPropertyMap().get("task.run.id")))
        .toList();
  }

  static class Choice {
    @Bean
    Quiet quiet() {
      return new Quiet();
    }
  }

  static class Quiet {
    @Scheduled(fixedDelay = 20)
    public void works() {
      LOG.info("on {}", Thread.currentThread().getName());
    }
  }

  @Test
  void theSchedulerThatTheApplicationChoosesIsTaken() throws Exception {
    try (var context =
        new AnnotationConfigApplicationContext(Configured.class, Recorded.class, Choice.class)) {
      assertTrue(context.isActive());
      Map<String, Object> run = runs.await("ScheduledMethodsTest$Quiet.works", 1).get(0);
      assertEquals("success", run.get("event.outcome"));
    }
    assertTrue(
        runs.logged.events().stream()
            .map(ILoggingEvent::getFormattedMessage)
            .anyMatch(text -> text.startsWith("on chosen-")));
  }

  static class OwnHandler {
    final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

    @Bean
    ErrorHandler handler() {
      return thrown -> handled.add(thrown.getMessage() + " " + MDC.get("task.trigger"));
    }

    @Bean
    ThreadPoolTaskScheduler taskScheduler(ErrorHandler handler) {
      ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
      scheduler.setErrorHandler(handler);
      return scheduler;
    }
  }

  @Test
  void anErrorHandlerOfTheApplicationIsCalledOnceForEachFailure() throws Exception {
    BlockingQueue<String> handled;
    try (var context =
        new AnnotationConfigApplicationContext(OwnHandler.class, Recorded.class, Ticks.class)) {
      runs.await("ScheduledMethodsTest$Ticks.byCron", 1);
      runs.await("ScheduledMethodsTest$Ticks.once", 1);
      handled = context.getBean(OwnHandler.class).handled;
      context.getBean(ThreadPoolTaskScheduler.class).setWaitForTasksToCompleteOnShutdown(true);
      context.getBean(ThreadPoolTaskScheduler.class).setAwaitTerminationSeconds(60);
    }
    assertEquals(runs.logged.records("task-run").size(), handled.size());
    assertTrue(handled.contains("atFixedRate fixed-rate"), handled::toString);
    assertTrue(handled.contains("once delay"), handled::toString);
    assertTrue(handled.contains("byCron null"), handled::toString);
    assertFalse(
        runs.logged.events().stream().anyMatch(e -> OWN_LINE.equals(e.getFormattedMessage())));
  }
}
