package io.flightlog.examples.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Scheduled work: each call is a run, and one in five fails. */
@Component
class Invoices {
  private static final Logger LOG = LoggerFactory.getLogger(Invoices.class);
  private static final String[] USERS = {"alice", "bob", "carol"};

  private final AtomicInteger count = new AtomicInteger();
  private final Letters letters;

  Invoices(Letters letters) {
    this.letters = letters;
  }

  @Scheduled(fixedRate = 200)
  void send() {
    int number = count.incrementAndGet();
    MDC.put("user.id", USERS[number % USERS.length]);
    LOG.info("invoice {} is written", number);
    if (number % 5 == 0) {
      throw new IllegalStateException("invoice " + number + " has no address");
    }
    letters.post(number);
  }

  @Scheduled(cron = "* * * * * *")
  void remind() {
    LOG.info("{} invoices so far", count.get());
  }
}
