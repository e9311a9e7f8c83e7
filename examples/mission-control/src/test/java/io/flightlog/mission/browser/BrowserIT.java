package io.flightlog.mission.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@WithElasticsearch
class BrowserIT implements OperatorCases, SearchCases, HostileCases, OutageCases, LayoutCases {
  private static @Nullable Stage stage;

  @BeforeAll
  static void open(ElasticsearchServer server, @TempDir Path temporary) throws IOException {
    Chromium.isRequired();
    stage = new Stage(server.url(), temporary);
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  /** Nothing was refused by the page's policy, and no script failed. */
  @AfterEach
  void theBrowserHasNothingToComplainOf() {
    assertEquals(List.of(), stage().operator().complaints());
  }

  @Override
  public Stage stage() {
    if (stage == null) {
      throw new IllegalStateException("not open");
    }
    return stage;
  }
}
