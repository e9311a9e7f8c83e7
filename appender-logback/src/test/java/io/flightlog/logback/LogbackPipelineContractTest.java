package io.flightlog.logback;

import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.PipelineContract;

/** The appender does what every front-end does, from configuration to shut-down. */
class LogbackPipelineContractTest extends PipelineContract {

  @Override
  public LoggingHost newHost() {
    return new LogbackHost();
  }
}
