package io.flightlog.examples.kibana;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Links that open Kibana's Discover with a question already asked. Its state stands behind the
 * {@code #} in <a href="https://github.com/Nanonid/rison">Rison</a>: {@code _g} is the time, {@code
 * _a} the data view, the query, and the columns. Stateless, any thread.
 */
public final class DiscoverLink {
  /** The id of the data view in {@code flightlog.ndjson}. */
  public static final String DATA_VIEW = "flightlog-logs";

  private DiscoverLink() {}

  /**
   * A link to the oldest first of what a query finds.
   *
   * @param kibana its URL, with base path and {@code /s/space} if it has them
   * @param kql a query such as {@link #equal} makes
   * @param from a time as Kibana's picker knows it: {@code now-24h}, or an ISO-8601 instant
   * @param to the same
   */
  public static URI to(URI kibana, String kql, String from, String to) {
    String global = "(time:(from:" + rison(from) + ",to:" + rison(to) + "))";
    String app =
        "(columns:!(service.node.name,log.level,message),"
            + ("dataSource:(dataViewId:" + rison(DATA_VIEW) + ",type:dataView),")
            + ("query:(language:kuery,query:" + rison(kql) + "),")
            + "sort:!(!('@timestamp',asc)))";
    String base = kibana.toString().replaceFirst("/+$", "");
    return URI.create(base + "/app/discover#/?_g=" + encoded(global) + "&_a=" + encoded(app));
  }

  /** KQL for a field that has exactly this value. */
  public static String equal(String field, String value) {
    return field + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** A text in Rison, whatever is in it. */
  private static String rison(String text) {
    return "'" + text.replace("!", "!!").replace("'", "!'") + "'";
  }

  /** Percent encoding, of spaces too. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
