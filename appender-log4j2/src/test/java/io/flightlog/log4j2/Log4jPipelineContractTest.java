package io.flightlog.log4j2;

import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.PipelineContract;
import org.junit.jupiter.api.Tag;

/**
 * The appender does what every front-end does, from configuration to shut-down. What depends on the
 * front-end runs in each build: {@link FrontEndCasesTest}.
 */
@Tag("full")
class Log4jPipelineContractTest extends PipelineContract {

  @Override
  public LoggingHost newHost() {
    return new Log4jHost();
  }
}
