package io.flightlog.logback;

import io.flightlog.encode.EcsWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Writes markers and what they refer to as tags. Ends for markers that refer to each other, and
 * after {@value #MAX_REFERENCES} references. Allocates nothing for markers without references.
 */
final class MarkerTags {
  private static final int MAX_REFERENCES = 256;

  private MarkerTags() {}

  static void write(@Nullable List<Marker> markers, EcsWriter out) {
    if (markers == null) {
      return;
    }
    for (int i = 0; i < markers.size(); i++) {
      Marker marker = markers.get(i);
      if (marker == null) {
        continue;
      }
      if (marker.hasReferences()) {
        writeAll(marker, out, Collections.newSetFromMap(new IdentityHashMap<>()), MAX_REFERENCES);
      } else {
        out.tag(marker.getName());
      }
    }
  }

  /** Returns how many of {@code left} visits are left after this one and those behind it. */
  private static int writeAll(Marker marker, EcsWriter out, Set<Marker> seen, int left) {
    int rest = left - 1;
    if (!seen.add(marker)) {
      return rest;
    }
    out.tag(marker.getName());
    for (Iterator<Marker> references = marker.iterator(); rest > 0 && references.hasNext(); ) {
      rest = writeAll(references.next(), out, seen, rest);
    }
    return rest;
  }
}
