package io.flightlog.task;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.flightlog.logback.ElasticsearchAppender;
import java.net.URI;

/** Set-up of tests about counts: every level is logged. */
final class CountedRuns {
  private CountedRuns() {}

  /** The only appender of the context, not yet started. */
  static ElasticsearchAppender appender(LoggerContext context, URI url, String dataset) {
    ElasticsearchAppender appender = new ElasticsearchAppender();
    appender.setContext(context);
    appender.setName("ELASTIC");
    appender.addUrl(url.toString());
    appender.setDataset(dataset);
    appender.setDurability("memory");
    appender.setShutdownTimeout("20 s");
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.TRACE);
    root.addAppender(appender);
    return appender;
  }
}
