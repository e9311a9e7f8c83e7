package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.Workload.Request;
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
  void sameNumberGivesTheSameRequest() {
    assertEquals(Workload.request(17), Workload.request(17));
  }

  @Test
  void idsAreUnique() {
    Set<String> ids = new HashSet<>();
    for (int n = 0; n < 1000; n++) {
      assertTrue(ids.add(Workload.request(n).id()), "request " + n);
    }
  }

  @Test
  void evenTheShortestRunHasAllUsersAndAllKindsOfWorkAndFailure() {
    List<Request> requests = IntStream.range(0, SHORTEST_RUN).mapToObj(Workload::request).toList();

    assertEquals(Set.copyOf(Workload.USERS), users(requests));
    assertEquals(
        Set.of("order.receive", "payment.book", "report.export", "invoice.convert"),
        requests.stream().map(request -> request.kind().getTaskName()).collect(Collectors.toSet()));
    assertTrue(requests.stream().anyMatch(r -> r.detail().contains(",")), "bad price");
    assertTrue(details(requests).contains("INV-PAID"), "payment that is booked already");
    assertTrue(details(requests).contains("quarterly"), "template that is absent");
  }

  private static Set<String> users(List<Request> requests) {
    return requests.stream().map(Request::user).collect(Collectors.toSet());
  }

  private static Set<String> details(List<Request> requests) {
    return requests.stream().map(Request::detail).collect(Collectors.toSet());
  }
}
