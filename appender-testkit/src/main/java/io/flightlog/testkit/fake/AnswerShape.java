package io.flightlog.testkit.fake;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which members of a {@code _bulk} answer a {@code filter_path} leaves, as far as clients use it.
 */
record AnswerShape(boolean full, boolean errors, boolean status, boolean type, boolean reason) {

  private static final AnswerShape FULL = new AnswerShape(true, true, true, true, true);

  static AnswerShape of(String query) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.startsWith("filter_path=")) {
        String value = parameter.substring("filter_path=".length());
        List<String> paths =
            List.of(URLDecoder.decode(value, StandardCharsets.UTF_8).split(",", -1));
        boolean items = paths.contains("items") || paths.contains("items.*");
        boolean error = items || paths.contains("items.*.error");
        return new AnswerShape(
            false,
            paths.contains("errors"),
            items || paths.contains("items.*.status"),
            error || paths.contains("items.*.error.type"),
            error || paths.contains("items.*.error.reason"));
      }
    }
    return FULL;
  }

  void append(StringBuilder items, BulkScanner item, int status) {
    boolean failed = status >= 300;
    if (!this.status && !(failed && (type || reason))) {
      return;
    }
    items.append(items.isEmpty() ? "" : ",").append("{\"create\":{");
    if (full) {
      items.append("\"_index\":\"").append(item.index()).append("\",\"_id\":\"");
      items.append(item.id()).append("\",");
      if (!failed) {
        items.append("\"_version\":1,\"result\":\"created\",\"_shards\":{\"total\":2,");
        items.append("\"successful\":1,\"failed\":0},\"_seq_no\":0,\"_primary_term\":1,");
      }
    }
    if (this.status) {
      items.append("\"status\":").append(status);
    }
    if (failed && (type || reason)) {
      items.append(this.status ? "," : "").append("\"error\":{");
      RealAnswers.ItemError error = RealAnswers.itemError(status, item.index(), item.id());
      if (type) {
        items.append("\"type\":\"").append(error.type()).append('"');
      }
      if (reason) {
        items.append(type ? "," : "").append("\"reason\":\"").append(error.reason()).append('"');
      }
      items.append('}');
    }
    items.append("}}");
  }

  String whole(boolean anyFailed, StringBuilder items) {
    StringBuilder all = new StringBuilder(items.length() + 64).append('{');
    if (errors) {
      all.append("\"errors\":").append(anyFailed);
    }
    if (full) {
      all.append(",\"took\":0");
    }
    if (!items.isEmpty()) {
      all.append(errors ? "," : "").append("\"items\":[").append(items).append(']');
    }
    return all.append('}').toString();
  }
}
