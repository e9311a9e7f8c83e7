package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RepeatedOptionsTest {
  @Test
  void whatMayBeGivenAgainIsBounded() {
    OptionValues urls = new OptionValues();
    OptionValues headers = new OptionValues();
    OptionValues fields = new OptionValues();
    OptionValues mdcFields = new OptionValues();
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i <= 1000; i++) {
      urls.set("url", "http://es-" + i + ":9200");
      headers.addHeader("X-" + i, "v");
      fields.addField("field" + i, "v");
      mdcFields.addMdcField("key" + i, null, null);
      keys.append("key").append(i).append(',');
    }
    assertRefused("option url: must be given at most 64 times, but is \"1001\"", urls);
    assertRefused("option headers: must be given at most 64 times", headers);
    assertRefused("option field: must be given at most 1000 times", fields);
    assertRefused("option mdc.field: must be given at most 1000 times", mdcFields);
    String tooMany = keys.toString();
    assertRefused("option mdc.include: must be", new OptionValues().set("mdc.include", tooMany));
    assertRefused("option mdc.exclude: must be", new OptionValues().set("mdc.exclude", tooMany));
  }

  private static void assertRefused(String message, OptionValues values) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> PipelineConfig.from(values), message);
    assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
  }
}
