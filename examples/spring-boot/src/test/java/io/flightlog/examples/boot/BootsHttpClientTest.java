package io.flightlog.examples.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.testkit.FakeElasticsearch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Spring Boot manages an older HTTP client than Elasticsearch's client asks for. */
class BootsHttpClientTest {
  @Test
  void theAppenderDeliversWithIt() throws Exception {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      LoggerContext context = new LoggerContext();
      ElasticsearchAppender appender = new ElasticsearchAppender();
      appender.setContext(context);
      appender.setName("ELASTIC");
      appender.addUrl(server.url().toString());
      appender.setDurability("memory");
      appender.start();
      context.getLogger("ROOT").addAppender(appender);
      assertTrue(appender.isStarted(), () -> context.getStatusManager().getCopyOfStatusList() + "");
      context.getLogger("app").info("works");
      assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(Duration.ofSeconds(60)).outcome());
      context.stop();
    }
  }
}
