package io.flightlog.examples.boot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Work on other threads, whose lines belong to the run that asked for it. */
@Component
class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

  @Async
  public void post(int number) {
    LOG.info("invoice {} is in the post", number);
  }
}
