package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CuttingProxyTest {

  private static final List<String> PAIR = List.of("{\"create\":{}}", "{\"n\":1}");

  private final FakeElasticsearch fake = FakeElasticsearch.started();
  private final CuttingProxy proxy = CuttingProxy.before(fake.url());
  private final ServerProbe probe = new ServerProbe(proxy.url());

  @AfterEach
  void close() {
    proxy.close();
    fake.close();
  }

  @Test
  void passesRequestsAndAnswers() {
    probe.bulk("/a/_bulk", PAIR);
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(2, fake.documentCount());
  }

  @Test
  void aLostAnswerIsOneOfARequestThatWasExecuted() {
    probe.bulk("/a/_bulk", PAIR);
    proxy.cutNextAnswer();
    assertThrows(UncheckedIOException.class, () -> probe.bulk("/a/_bulk", PAIR));
    assertEquals(2, fake.documentCount());
    assertEquals(0, proxy.pendingCuts());
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(3, fake.documentCount());
  }

  @Test
  void cutsTheFirstRequestThatIsLargeEnough() {
    proxy.cutNextRequestAfter(50_000);
    for (int i = 0; i < 100; i++) {
      probe.bulk("/a/_bulk", Collections.nCopies(10, PAIR).stream().flatMap(List::stream).toList());
    }
    assertEquals(1, proxy.pendingCuts(), "many small requests on one connection are no large one");
    List<String> large = Collections.nCopies(5000, PAIR).stream().flatMap(List::stream).toList();
    assertThrows(UncheckedIOException.class, () -> probe.bulk("/a/_bulk", large));
    assertEquals(0, proxy.pendingCuts());
    probe.bulk("/a/_bulk", large);
    assertEquals(6000, fake.documentCount());
  }
}
