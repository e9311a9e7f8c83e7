package io.flightlog.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.flightlog.Flightlog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** A Spring Boot application that logs before Boot configures logging, and after. */
final class SpringProgram {
  static final int EARLY = 100;

  private SpringProgram() {}

  /**
   * @param args a file to create when it has started
   */
  public static void main(String[] args) throws Exception {
    Logger log = LoggerFactory.getLogger("app");
    for (int i = 0; i < EARLY; i++) {
      log.info("early {}", i);
    }
    SpringApplication application = new SpringApplication(SpringProgram.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.run();
    log.info("started");
    System.out.println("pipelines: " + Flightlog.pipelines().size() + ", errors: " + errors());
    Files.createFile(Path.of(args[0]));
    System.out.println("flush: " + Flightlog.flush(Duration.ofMinutes(1)).outcome());
  }

  private static long errors() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == Status.ERROR)
        .count();
  }
}
