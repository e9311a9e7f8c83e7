package io.flightlog.examples.fleet;

import io.flightlog.task.TaskContext;
import io.flightlog.task.dbscheduler.CarriesContext;
import java.io.Serializable;
import java.util.HashMap;

/**
 * What a task is given, as db-scheduler stores it in the database. User and trace of whoever asked
 * for it travel with it, so that every step of a chain, on whatever instance it runs, logs under
 * the same.
 *
 * @param customer whose order, payment or report it is
 * @param detail what the task is about: an invoice number, a currency, a price as somebody typed it
 */
record Job(String customer, String detail, HashMap<String, String> taskContext)
    implements CarriesContext, Serializable {

  /** Asked for by the calling thread's user, within its trace. */
  static Job of(String customer, String detail) {
    HashMap<String, String> context = new HashMap<>();
    TaskContext.inject(context);
    return new Job(customer, detail, context);
  }

  /** The same for the next step of a chain; asked for by the run that the calling thread is in. */
  Job forNextStep() {
    Tracing.startSpan();
    return of(customer, detail);
  }
}
