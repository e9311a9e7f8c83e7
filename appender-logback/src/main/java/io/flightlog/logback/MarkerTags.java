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
        writeAll(marker, out, Collections.newSetFromMap(new IdentityHashMap<>()));
      } else {
        out.tag(marker.getName());
      }
    }
  }

  private static void writeAll(Marker marker, EcsWriter out, Set<Marker> seen) {
    if (seen.size() == MAX_REFERENCES || !seen.add(marker)) {
      return;
    }
    out.tag(marker.getName());
    for (Iterator<Marker> references = marker.iterator(); references.hasNext(); ) {
      writeAll(references.next(), out, seen);
    }
  }
}
