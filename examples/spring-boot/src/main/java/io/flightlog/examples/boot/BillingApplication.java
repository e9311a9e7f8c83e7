package io.flightlog.examples.boot;

import io.flightlog.task.spring.FlightlogTasks;
import io.flightlog.task.springbatch.FlightlogBatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Sends invoices, reminds of them, and closes the books now and then. */
@SpringBootApplication
@EnableScheduling
@EnableAsync
@Import({FlightlogTasks.class, FlightlogBatch.class})
public class BillingApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(BillingApplication.class, arguments);
  }
}
