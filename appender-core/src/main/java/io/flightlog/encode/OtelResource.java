package io.flightlog.encode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes in {@code OTEL_RESOURCE_ATTRIBUTES}: {@code key=value} pairs separated by commas,
 * values percent-encoded (OpenTelemetry specification, Resource SDK). Pairs that are none are
 * passed over; of a key given twice the last counts.
 */
final class OtelResource {
  private final Map<String, String> attributes = new HashMap<>();

  private OtelResource() {}

  static OtelResource parse(@Nullable String text) {
    OtelResource resource = new OtelResource();
    if (text != null) {
      for (String pair : text.split(",", -1)) {
        int equals = pair.indexOf('=');
        String value = equals < 1 ? "" : decode(pair.substring(equals + 1).trim());
        if (!value.isBlank()) {
          resource.attributes.put(pair.substring(0, equals).trim(), value);
        }
      }
    }
    return resource;
  }

  /** The first of these attributes that is there. */
  @Nullable String get(String... keys) {
    for (String key : keys) {
      String value = attributes.get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** A percent sign that two hexadecimal digits do not follow stands for itself. */
  private static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        decoded.write(high << 4 | low);
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }
}
