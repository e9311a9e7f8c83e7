package io.flightlog.log4j2;

import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.PipelineContract;

/** The appender does what every front-end does, from configuration to shut-down. */
class Log4jPipelineContractTest extends PipelineContract {

  @Override
  public LoggingHost newHost() {
    return new Log4jHost();
  }
}
