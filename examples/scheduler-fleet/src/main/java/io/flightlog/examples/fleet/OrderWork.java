package io.flightlog.examples.fleet;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the three steps of an order do. The detail of the job is its price list, {@code 12.50 3.99
 * …}, as the customer's system sent it; one with a decimal comma fails in the second step. Partners
 * are simulated by waiting.
 */
final class OrderWork {
  private static final Logger log = LoggerFactory.getLogger(OrderWork.class);

  void receive(Job job) {
    waitForPartner(Duration.ofMillis(60));
    log.atInfo()
        .addKeyValue("order.items", prices(job).size())
        .log("Received an order of {} items from {}", prices(job).size(), job.customer());
  }

  void price(Job job) {
    BigDecimal total = BigDecimal.ZERO;
    int line = 0;
    for (String price : prices(job)) {
      line++;
      total = total.add(amount(line, price));
      log.info("Line {} costs {}, {} so far", line, price, total);
    }
    waitForPartner(Duration.ofMillis(120));
    log.atInfo().addKeyValue("order.total", total.doubleValue()).log("Order costs {}", total);
  }

  void ship(Job job) {
    log.info("Asking the carrier for {} parcels", prices(job).size());
    waitForPartner(Duration.ofMillis(400));
    log.info("Carrier has taken the order of {}", job.customer());
  }

  private static List<String> prices(Job job) {
    return List.of(job.detail().split(" "));
  }

  private static BigDecimal amount(int line, String price) {
    try {
      return BigDecimal.valueOf(Double.parseDouble(price));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("line " + line + " has no readable price", e);
    }
  }

  private static void waitForPartner(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while it waited for a partner", e);
    }
  }
}
