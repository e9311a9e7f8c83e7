package io.flightlog.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.MDC;

/** Ten thousand runs at once, each on a virtual thread; runs on a JDK that has them. */
final class VirtualThreadsProgram {
  static final int RUNS = 10_000;

  private VirtualThreadsProgram() {}

  public static void main(String[] args) throws Exception {
    try (LoggedRuns logged = new LoggedRuns()) {
      ExecutorService threads =
          TaskContext.wrap(
              (ExecutorService)
                  Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
      CountDownLatch together = new CountDownLatch(RUNS);
      List<Future<Boolean>> right = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        String user = "u-" + i;
        MDC.put("user.id", user);
        right.add(threads.submit(() -> isRight(user, together)));
      }
      long count = 0;
      for (Future<Boolean> one : right) {
        count += one.get() ? 1 : 0;
      }
      threads.shutdown();
      System.out.println("right=" + count + " records=" + logged.records("task-run").size());
    }
  }

  private static boolean isRight(String user, CountDownLatch together) throws Exception {
    boolean inside =
        TaskScope.task("virtual")
            .id(user)
            .call(
                () -> {
                  together.countDown();
                  together.await();
                  return user.equals(MDC.get("user.id")) && user.equals(MDC.get("task.id"));
                });
    return inside
        && user.equals(MDC.get("user.id"))
        && MDC.get("task.id") == null
        && OpenScopes.innermost() == null
        && (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
  }
}
