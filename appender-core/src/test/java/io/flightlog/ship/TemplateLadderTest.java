package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateLadderTest {
  @Test
  void everyRungIsJsonForTheDataStreamsOfTheDataset() {
    for (String mode : new String[] {"auto", "standard", "logsdb"}) {
      TemplateLadder ladder = ladder("dataset", "billing", "indexMode", mode, "retention", "12h");
      assertEquals("flightlog-logs-billing", ladder.name());
      for (int i = 0; i < ladder.size(); i++) {
        String json = ladder.rung(i).json();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        HttpAnswer body = new HttpAnswer(200, bytes, bytes.length, 0);
        assertTrue(AnswerJson.isObject(body), json);
        assertEquals(501, AnswerJson.findNumber(body, "priority").getAsLong());
        assertEquals(
            TemplateLadder.VERSION,
            AnswerJson.findNumber(body, TemplateLadder.VERSION_FIELD).getAsLong());
        assertTrue(json.contains("\"index_patterns\":[\"logs-billing-*\"]"), json);
        assertTrue(json.contains("\"data_stream\":{}"), json);
        assertTrue(json.contains("\"date_detection\": false"), json);
      }
    }
  }

  @Test
  void noTwoRungsAreTheSame() {
    for (TemplateLadder ladder :
        new TemplateLadder[] {
          ladder(), ladder("retention", "30d"), ladder("indexMode", "standard")
        }) {
      Set<String> bodies = new HashSet<>();
      for (int i = 0; i < ladder.size(); i++) {
        assertTrue(bodies.add(ladder.rung(i).json()), "rung " + i);
      }
    }
  }

  @Test
  void theRichestRungHasWhatTheConfigurationAsksFor() {
    String auto = ladder("retention", "30d").rung(0).json();
    assertTrue(auto.contains("\"index.mode\":\"logsdb\""), auto);
    assertTrue(auto.contains("\"lifecycle\":{\"data_retention\":\"30d\"}"), auto);
    assertTrue(auto.contains("\"index.lifecycle.prefer_ilm\":false"), auto);
    assertTrue(auto.contains("\"composed_of\":[\"flightlog@custom\"]"), auto);
    assertTrue(
        auto.contains("\"ignore_missing_component_templates\":[\"flightlog@custom\"]"), auto);
    assertTrue(auto.contains("ignore_dynamic_beyond_limit\":true"), auto);
    assertTrue(ladder("retention", "90 min").rung(0).json().contains("\"data_retention\":\"90m\""));

    String standard = ladder("indexMode", "standard").rung(0).json();
    assertTrue(standard.contains("\"index.mode\":\"standard\""), standard);
    assertTrue(standard.contains("\"index.codec\":\"best_compression\""), standard);
    assertFalse(standard.contains("lifecycle"), standard);
  }

  @Test
  void theLastRungHasOnlyWhatEveryServerKnows() {
    TemplateLadder ladder = ladder("retention", "30d", "indexMode", "logsdb");
    TemplateLadder.Rung last = ladder.rung(ladder.size() - 1);
    for (String extra :
        new String[] {"index.mode", "lifecycle", "composed_of", "ignore_missing", "beyond_limit"}) {
      assertFalse(last.json().contains(extra), extra);
    }
    assertEquals("indexMode=logsdb and retention", last.lacks());
    assertEquals(null, ladder.rung(0).lacks());
    assertEquals(null, ladder().rung(ladder().size() - 1).lacks());
  }

  private static TemplateLadder ladder(String... options) {
    OptionValues values = new OptionValues();
    for (int i = 0; i < options.length; i += 2) {
      values.set(options[i], options[i + 1]);
    }
    return new TemplateLadder(PipelineConfig.from(values).destination());
  }
}
