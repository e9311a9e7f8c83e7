package io.flightlog.ship;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.RecordedDiagnostics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What tests of the real client need over and over. */
final class Wire {
  static final String OK = "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}]}";

  private Wire() {}

  static HttpCall bulk() {
    byte[] body = "{\"create\":{}}\n{}\n".getBytes(StandardCharsets.UTF_8);
    return HttpCall.post("/_bulk", body, body.length, false);
  }

  static HttpAnswer exchange(Rest5BulkClient client) throws InterruptedException {
    Outcome outcome = new Outcome();
    client.send(0, bulk(), outcome);
    return outcome.awaitAnswer();
  }

  static SocketServer answering(int status, String body) throws IOException {
    return new SocketServer(
        connection -> {
          while (connection.readRequest() != null) {
            connection.answer(status, body);
          }
        });
  }

  static OptionValues options(URI url) {
    return new OptionValues().set("url", url.toString()).set("connectTimeout", "5 s");
  }

  static Rest5BulkClient open(OptionValues options) {
    return Rest5BulkClient.open(PipelineConfig.from(options), "1.2.3", new RecordedDiagnostics());
  }
}
