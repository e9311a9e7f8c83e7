package io.flightlog.examples.jobrunr;

import org.jobrunr.jobs.annotations.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with letters. JobRunr makes one for each job. */
public final class Letters {
  private static final Logger log = LoggerFactory.getLogger(Letters.class);

  public void send(String to) {
    log.info("Franking a letter to {}", to);
    log.info("Sent");
  }

  /** Is tried twice in all. */
  @Job(name = "Print %0", retries = 1)
  public void print(String document) {
    log.info("Printing {}", document);
    throw new IllegalStateException("no paper");
  }

  public void emptyPostbox() {
    log.info("The postbox is empty");
  }
}
