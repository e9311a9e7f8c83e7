package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.tls.TlsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "200, , DELIVERED",
    "201, , DELIVERED",
    "299, , DELIVERED",
    "409, version_conflict_engine_exception, CONFLICT",
    "409, , CONFLICT",
    "429, es_rejected_execution_exception, RETRY",
    "429, rejected_execution_exception, RETRY",
    "429, circuit_breaking_exception, RETRY",
    "429, , RETRY",
    "503, unavailable_shards_exception, RETRY",
    "500, , RETRY",
    "502, , RETRY",
    "599, , RETRY",
    "408, , RETRY",
    "425, , RETRY",
    "400, document_parsing_exception, REFUSED",
    "400, mapper_parsing_exception, REFUSED",
    "400, illegal_argument_exception, REFUSED",
    "400, strict_dynamic_mapping_exception, REFUSED",
    "400, , REFUSED",
    "413, , REFUSED",
    "422, , REFUSED",
    // the error type decides before the status: flood stage is a 429, a closed index a 400
    "429, cluster_block_exception, HOLD",
    "400, index_closed_exception, HOLD",
    "403, cluster_block_exception, HOLD",
    "403, security_exception, HOLD",
    "403, , HOLD",
    "401, security_exception, HOLD",
    "404, index_not_found_exception, HOLD",
    "404, resource_not_found_exception, HOLD",
    "404, , HOLD",
    // no status, or none that HTTP knows: unknown, so never dropped
    "0, , RETRY",
    "-1, , RETRY",
    "100, , RETRY",
    "302, , RETRY",
    "600, , RETRY",
    "2147483647, , RETRY",
  })
  void ofAnItem(int status, String errorType, Verdict expected) {
    assertEquals(expected, Verdict.ofItem(status, errorType, false));
  }

  @Test
  void anItemInTheFailureStoreIsRedirectedOnlyIfItWasTaken() {
    assertEquals(Verdict.REDIRECTED, Verdict.ofItem(201, null, true));
    assertEquals(Verdict.REFUSED, Verdict.ofItem(400, "document_parsing_exception", true));
    assertEquals(Verdict.RETRY, Verdict.ofItem(503, null, true));
  }

  @Test
  void everyStatusHasAVerdictOfItsKind() {
    Set<Verdict> ofItems = EnumSet.complementOf(EnumSet.of(Verdict.BY_ITEM, Verdict.TOO_LARGE));
    Set<Verdict> ofWholes =
        EnumSet.of(
            Verdict.BY_ITEM, Verdict.RETRY, Verdict.HOLD, Verdict.TOO_LARGE, Verdict.REFUSED);
    for (int status = -10; status < 1000; status++) {
      Verdict item = Verdict.ofItem(status, null, false);
      assertTrue(ofItems.contains(item), status + " " + item);
      boolean taken = status / 100 == 2;
      assertEquals(taken, item == Verdict.DELIVERED, "only 2xx is delivered, not " + status);
      assertTrue(ofWholes.contains(Verdict.ofAnswer(status)), "whole " + status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, BY_ITEM",
    "201, BY_ITEM",
    "299, BY_ITEM",
    "400, REFUSED",
    "413, TOO_LARGE",
    "408, RETRY",
    "425, RETRY",
    "429, RETRY",
    "500, RETRY",
    "501, RETRY",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY",
    "599, RETRY",
    "300, HOLD",
    "301, HOLD",
    "302, HOLD",
    "307, HOLD",
    "401, HOLD",
    "402, HOLD",
    "403, HOLD",
    "404, HOLD",
    "405, HOLD",
    "406, HOLD",
    "407, HOLD",
    "409, HOLD",
    "410, HOLD",
    "415, HOLD",
    "431, HOLD",
    "499, HOLD",
    "0, RETRY",
    "100, RETRY",
    "600, RETRY",
    "-1, RETRY",
  })
  void ofAWholeAnswer(int status, Verdict expected) {
    assertEquals(expected, Verdict.ofAnswer(status));
  }

  @Test
  void ofAFailure() {
    assertEquals(Verdict.RETRY, Verdict.ofFailure(new ConnectException("refused")));
    assertEquals(Verdict.RETRY, Verdict.ofFailure(new SocketTimeoutException()));
    assertEquals(Verdict.RETRY, Verdict.ofFailure(new IllegalStateException()));
    assertEquals(Verdict.RETRY, Verdict.ofFailure(new BodyCutException(1, 2, new IOException())));
    assertEquals(Verdict.TOO_LARGE, Verdict.ofFailure(new AnswerTooLongException(7)));
    assertEquals(Verdict.HOLD, Verdict.ofFailure(new CredentialsUnreadableException("no file")));
    assertEquals(Verdict.RETRY, Verdict.ofFailure(new SSLException("cut")));
    TlsException expired = TlsException.ofServer("expired", new SSLException("expired"));
    assertEquals(Verdict.HOLD, Verdict.ofFailure(expired));
  }
}
