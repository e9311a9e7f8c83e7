package io.flightlog.examples.fleet;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

/**
 * How the answers look: columns as wide as their content, up to a bound, with numbers to the right
 * and times in UTC.
 */
final class Tables {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final int WIDEST = 80;

  private Tables() {}

  static <T> String of(List<T> rows, List<ColumnData<T>> columns) {
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, rows, columns);
  }

  static <T> ColumnData<T> text(String header, Function<T, String> value) {
    return column(header, HorizontalAlign.LEFT).with(value);
  }

  static <T> ColumnData<T> number(String header, Function<T, ?> value) {
    return column(header, HorizontalAlign.RIGHT).with(row -> String.valueOf(value.apply(row)));
  }

  static <T> ColumnData<T> time(Function<T, Instant> value) {
    return text("time (UTC)", row -> TIME.format(value.apply(row)));
  }

  private static Column column(String header, HorizontalAlign align) {
    return new Column()
        .header(header)
        .headerAlign(align)
        .dataAlign(align)
        .maxWidth(WIDEST, OverflowBehaviour.ELLIPSIS_RIGHT);
  }
}
