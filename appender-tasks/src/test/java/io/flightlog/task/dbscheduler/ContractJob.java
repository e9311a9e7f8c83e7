package io.flightlog.task.dbscheduler;

import io.flightlog.task.TaskContext;
import io.flightlog.task.contract.ContractJobs;
import java.io.Serializable;
import java.util.HashMap;

/** Data of a job that calls what its key stands for. */
record ContractJob(String key, int attempts, HashMap<String, String> taskContext)
    implements CarriesContext, Serializable {

  /** Of the calling thread's user and trace. */
  static ContractJob enqueued(String key, int attempts) {
    HashMap<String, String> context = new HashMap<>();
    TaskContext.inject(context);
    return new ContractJob(key, attempts, context);
  }

  void perform() {
    try {
      ContractJobs.perform(key);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Exception checked) {
      throw new IllegalStateException(checked);
    }
  }
}
