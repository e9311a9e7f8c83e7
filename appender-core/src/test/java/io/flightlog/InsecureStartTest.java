package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.RecordedDiagnostics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InsecureStartTest {
  @Test
  void credentialsThatTravelUnencryptedAreSaidAtEachStart() {
    Map<String, String> options =
        Map.of(
            "url", "http://es-1.invalid:9200",
            "apiKey", "s3cret",
            "allowInsecureCredentials", "true",
            "durability", "memory",
            "shutdownTimeout", "0");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(options));
    for (int start = 0; start < 2; start++) {
      RecordedDiagnostics diagnostics = new RecordedDiagnostics();
      LogPipeline.<String>start("test", config, (event, out) -> {}, diagnostics).close();
      List<String> said =
          diagnostics.warnings().stream().filter(one -> one.contains("unencrypted")).toList();
      assertEquals(List.of(config.insecureCredentials()), said);
    }
  }
}
