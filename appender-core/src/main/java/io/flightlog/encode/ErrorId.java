package io.flightlog.encode;

import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code error.id}: equal for equal failures, across threads, restarts and instances of the
 * same program. It is the 64-bit FNV-1a hash, finished as in MurmurHash3, over the class name of
 * the throwable and of each of its causes, and the class and method names of their frames, as 16
 * hexadecimal digits. Left out is what differs between equal failures: messages, line numbers,
 * frames of reflection and of method handles (the JVM replaces them as it warms up), the numbers in
 * the names of lambdas, proxies and other generated classes, repeats of a frame (the depth of a
 * recursion).
 */
final class ErrorId {
  private static final int MAX_CAUSES = 32;
  private static final int MAX_FRAMES = 256;
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** Generated names go on with numbers or random characters behind these. */
  private static final String[] GENERATED = {
    "$$", "$Proxy", "$HibernateProxy$", "$ByteBuddy$", "$MockitoMock$", "/"
  };

  private static final String[] MACHINERY = {
    "jdk.internal.reflect.", "java.lang.reflect.", "sun.reflect.", "java.lang.invoke."
  };

  private long hash = OFFSET;

  private ErrorId() {}

  static String of(Throwable error) {
    ErrorId id = new ErrorId();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable next = error;
    while (next != null && seen.size() < MAX_CAUSES && seen.add(next)) {
      id.addClass(StackTraces.type(next));
      id.addFrames(StackTraces.frames(next));
      next = StackTraces.cause(next);
    }
    return HexFormat.of().toHexDigits(id.finish());
  }

  private void addFrames(StackTraceElement[] frames) {
    StackTraceElement previous = null;
    for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
      StackTraceElement frame = frames[i];
      if (!isMachinery(frame.getClassName()) && !isRepeat(frame, previous)) {
        addClass(frame.getClassName());
        addMethod(frame.getMethodName());
      }
      previous = frame;
    }
  }

  private static boolean isRepeat(StackTraceElement frame, @Nullable StackTraceElement previous) {
    return previous != null
        && frame.getMethodName().equals(previous.getMethodName())
        && frame.getClassName().equals(previous.getClassName());
  }

  private static boolean isMachinery(String className) {
    for (String prefix : MACHINERY) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private void addClass(String name) {
    int proxy = name.lastIndexOf('.') + 1;
    if (name.startsWith("$Proxy", proxy)) {
      add("$Proxy", "$Proxy".length()); // its package is numbered too
      return;
    }
    int end = name.length();
    for (String marker : GENERATED) {
      int at = name.indexOf(marker);
      if (at >= 0) {
        end = Math.min(end, at + marker.length());
      }
    }
    add(name, end);
  }

  /** The compiler numbers the lambdas of a class: an edit above would make another failure. */
  private void addMethod(String name) {
    add(name, name.startsWith("lambda$") ? name.lastIndexOf('$') : name.length());
  }

  private void add(String text, int end) {
    for (int i = 0; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    hash = (hash ^ '\n') * PRIME;
  }

  private long finish() {
    long mixed = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
