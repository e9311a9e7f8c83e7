package io.flightlog.tool;

import io.flightlog.spool.FileReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers as people read them. ASCII, whatever the locale. */
final class Words {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Words() {}

  static String count(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }

  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** What has passed since a moment; a moment in the future is now. */
  static String age(long sinceMillis, long nowMillis) {
    long seconds = Math.max(0, nowMillis - sinceMillis) / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " h" : hours / 24 + " d";
  }

  static String time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String range(long first, long last) {
    return last < first ? "-" : first + "-" + last;
  }

  /** What is wrong with a file that is not sound. */
  static String damage(FileReport file) {
    if (file.condition() == FileReport.Condition.UNREADABLE) {
      return "unreadable: its header is damaged (" + bytes(file.size()) + ")";
    }
    String where = file.damagedBytes() == 0 ? "" : where(file);
    String lost = count(file.lost(), "event") + " lost";
    if (file.lost() == 0 && !file.counted()) {
      lost = "how many events are lost, if any, cannot be told";
    }
    return where.isEmpty() ? "damaged: " + lost : "damaged: " + where + ", " + lost;
  }

  private static String where(FileReport file) {
    String bytes = count(file.damagedBytes(), "byte");
    if (file.frames() == 0) {
      return "no frame of it is whole (" + bytes + ")";
    }
    return file.isOnlyTorn()
        ? bytes + " at its end are no whole frame (as a write that was cut leaves them)"
        : bytes + " are no whole frame";
  }
}
