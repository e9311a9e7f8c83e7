package io.flightlog.log4j2;

import io.flightlog.encode.EcsWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.logging.log4j.Marker;
import org.jspecify.annotations.Nullable;

/**
 * Writes a marker and its parents as tags. Ends for markers that are each other's parents, and
 * after {@value #MAX_VISITS} visits. Allocates nothing for a marker without parents.
 */
final class MarkerTags {
  private static final int MAX_VISITS = 256;

  private MarkerTags() {}

  static void write(@Nullable Marker marker, EcsWriter out) {
    if (marker == null) {
      return;
    }
    if (marker.hasParents()) {
      writeAll(marker, out, Collections.newSetFromMap(new IdentityHashMap<>()), MAX_VISITS);
    } else {
      out.tag(marker.getName());
    }
  }

  /** Returns how many of {@code left} visits are left after this one and those behind it. */
  private static int writeAll(Marker marker, EcsWriter out, Set<Marker> seen, int left) {
    int rest = left - 1;
    if (!seen.add(marker)) {
      return rest;
    }
    out.tag(marker.getName());
    Marker[] parents = marker.getParents();
    for (int i = 0; parents != null && rest > 0 && i < parents.length; i++) {
      rest = writeAll(parents[i], out, seen, rest);
    }
    return rest;
  }
}
