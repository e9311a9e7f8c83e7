package io.flightlog.log4j2;

import io.flightlog.testkit.DeliveryCases;
import io.flightlog.testkit.InjectionCases;
import io.flightlog.testkit.LifecycleCases;
import io.flightlog.testkit.LoggingHost;
import io.flightlog.testkit.RunCases;

/** Those cases of {@link Log4jPipelineContractTest} in which the front-end has a part. */
class FrontEndCasesTest implements DeliveryCases, InjectionCases, LifecycleCases, RunCases {

  @Override
  public LoggingHost newHost() {
    return new Log4jHost();
  }
}
