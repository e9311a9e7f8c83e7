package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  /** What the shortest run with the fewest instances hands in. */
  private static final int SHORTEST_RUN = 30;

  @Test
  void sameNumberGivesTheSameRequestUnderAnotherTrace() {
    TaskInstance<Job> one = Workload.request(17);
    TaskInstance<Job> other = Workload.request(17);

    assertEquals(one, other);
    assertEquals(one.getData().user(), other.getData().user());
    assertEquals(one.getData().detail(), other.getData().detail());
    assertTrue(!one.getData().traceId().equals(other.getData().traceId()));
  }

  @Test
  void idsAreUnique() {
    Set<String> ids = new HashSet<>();
    for (int n = 0; n < 1000; n++) {
      assertTrue(ids.add(Workload.request(n).getId()), "request " + n);
    }
  }

  @Test
  void evenTheShortestRunHasAllUsersAndAllKindsOfWorkAndFailure() {
    List<TaskInstance<Job>> requests =
        IntStream.range(0, SHORTEST_RUN).mapToObj(Workload::request).toList();

    assertEquals(Set.copyOf(Workload.USERS), users(requests));
    assertEquals(
        Set.of("order.receive", "payment.book", "report.export", "invoice.convert"),
        requests.stream().map(TaskInstance::getTaskName).collect(Collectors.toSet()));
    assertTrue(requests.stream().anyMatch(r -> r.getData().detail().contains(",")), "bad price");
    assertTrue(details(requests).contains("INV-PAID"), "payment that is booked already");
    assertTrue(details(requests).contains("quarterly"), "template that is absent");
  }

  private static Set<String> users(List<TaskInstance<Job>> requests) {
    return requests.stream().map(request -> request.getData().user()).collect(Collectors.toSet());
  }

  private static Set<String> details(List<TaskInstance<Job>> requests) {
    return requests.stream().map(request -> request.getData().detail()).collect(Collectors.toSet());
  }
}
