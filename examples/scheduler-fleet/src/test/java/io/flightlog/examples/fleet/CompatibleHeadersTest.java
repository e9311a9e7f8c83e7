package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

class CompatibleHeadersTest {
  private static final String OF_9 = "application/vnd.elasticsearch+json; compatible-with=9";
  private static final String OF_8 = "application/vnd.elasticsearch+json; compatible-with=8";

  private final CompatibleHeaders headers = new CompatibleHeaders();
  private final HttpRequest request = new BasicHttpRequest("POST", "/_search");

  @Test
  void asksAnOlderServerForItsOwnVersion() {
    request.setHeader(HttpHeaders.ACCEPT, OF_9);
    request.setHeader(HttpHeaders.CONTENT_TYPE, OF_9);
    headers.speakTo(8);

    headers.process(request, null, null);

    assertEquals(OF_8, request.getFirstHeader(HttpHeaders.ACCEPT).getValue());
    assertEquals(OF_8, request.getFirstHeader(HttpHeaders.CONTENT_TYPE).getValue());
  }

  @Test
  void leavesEverythingAsItIsForTheClientsOwnVersion() {
    request.setHeader(HttpHeaders.ACCEPT, OF_9);
    headers.speakTo(9);

    headers.process(request, null, null);

    assertEquals(OF_9, request.getFirstHeader(HttpHeaders.ACCEPT).getValue());
  }

  @Test
  void leavesPlainContentTypesAsTheyAre() {
    request.setHeader(HttpHeaders.ACCEPT, "application/json");
    headers.speakTo(8);

    headers.process(request, null, null);

    assertEquals("application/json", request.getFirstHeader(HttpHeaders.ACCEPT).getValue());
  }
}
