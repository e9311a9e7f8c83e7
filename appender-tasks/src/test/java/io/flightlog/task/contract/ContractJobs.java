package io.flightlog.task.contract;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the jobs of a test do, by the only thing that their schedulers carry: a key. */
public final class ContractJobs {
  private static final Map<String, Body> BODIES = new ConcurrentHashMap<>();

  private ContractJobs() {}

  /** What a job does; may throw anything. */
  @FunctionalInterface
  public interface Body {
    void perform() throws Exception;
  }

  /** Called by the scheduler's job, on its worker. */
  public static void perform(String key) throws Exception {
    Body body = BODIES.get(key);
    if (body == null) {
      throw new IllegalArgumentException("no job has the key " + key);
    }
    body.perform();
  }

  public static void define(String key, Body body) {
    BODIES.put(key, body);
  }

  public static void clear() {
    BODIES.clear();
  }
}
