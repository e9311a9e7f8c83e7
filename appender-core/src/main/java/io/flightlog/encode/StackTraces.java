package io.flightlog.encode;

import io.flightlog.mask.Masker;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends a throwable to the open text of a writer in the format of {@link
 * Throwable#printStackTrace()}: causes, suppressed, frames in common as {@code ... n more}. Stops
 * when the text is full, so the bound of the text bounds the work too. Cycles end by identity;
 * methods of the throwable that throw are named in its place. One instance per throwable.
 */
final class StackTraces {
  private static final StackTraceElement[] NO_FRAMES = {};
  private static final int MAX_SUPPRESSED_DEPTH = 32;

  private final JsonWriter out;
  private final @Nullable Masker masker;
  private final int maxBytes;
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param maxBytes bound of the open text
   */
  StackTraces(JsonWriter out, @Nullable Masker masker, int maxBytes) {
    this.out = out;
    this.masker = masker;
    this.maxBytes = maxBytes;
  }

  void append(Throwable error) {
    append(error, NO_FRAMES, "", "", 0);
  }

  /** False when the text is full. */
  private boolean append(
      Throwable error, StackTraceElement[] enclosing, String prefix, String caption, int depth) {
    Throwable next = error;
    StackTraceElement[] outer = enclosing;
    String nextCaption = caption;
    boolean more = true;
    while (next != null && more) {
      if (!seen.add(next)) {
        return line(prefix, nextCaption, "[CIRCULAR REFERENCE: " + text(next) + "]");
      }
      StackTraceElement[] frames = frames(next);
      more = line(prefix, nextCaption, text(next)) && frames(frames, outer, prefix);
      more = more && suppressed(next, frames, prefix, depth);
      outer = frames;
      nextCaption = "Caused by: ";
      next = cause(next);
    }
    return more;
  }

  private String text(Throwable error) {
    String text = SafeText.of(error);
    return masker == null ? text : masker.mask(text, maxBytes);
  }

  private boolean suppressed(
      Throwable error, StackTraceElement[] enclosing, String prefix, int depth) {
    for (Throwable suppressed : error.getSuppressed()) {
      if (depth == MAX_SUPPRESSED_DEPTH) {
        return line(prefix, "\tSuppressed: ", "... nested too deeply");
      }
      if (!append(suppressed, enclosing, prefix + "\t", "Suppressed: ", depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean frames(StackTraceElement[] frames, StackTraceElement[] outer, String prefix) {
    int last = frames.length - 1;
    int outerLast = outer.length - 1;
    while (last >= 0 && outerLast >= 0 && frames[last].equals(outer[outerLast])) {
      last--;
      outerLast--;
    }
    for (int i = 0; i <= last; i++) {
      if (!line(prefix, "\tat ", frames[i].toString())) {
        return false;
      }
    }
    int inCommon = frames.length - 1 - last;
    return inCommon == 0 || line(prefix, "\t... ", inCommon + " more");
  }

  /** False when the text is full. */
  private boolean line(String prefix, String caption, String text) {
    return out.append(prefix) && out.append(caption) && out.append(text) && out.append("\n");
  }

  static String type(Throwable error) {
    return error instanceof ThrowableStandIn standIn
        ? standIn.originalType()
        : error.getClass().getName();
  }

  static StackTraceElement[] frames(Throwable error) {
    try {
      StackTraceElement[] frames = error.getStackTrace();
      if (frames == null) {
        return NO_FRAMES;
      }
      for (StackTraceElement frame : frames) {
        if (frame == null) {
          return NO_FRAMES;
        }
      }
      return frames;
    } catch (Throwable failure) {
      SafeText.rethrowFatal(failure);
      return NO_FRAMES;
    }
  }

  static @Nullable Throwable cause(Throwable error) {
    try {
      return error.getCause();
    } catch (Throwable failure) {
      SafeText.rethrowFatal(failure);
      return null;
    }
  }
}
