package io.flightlog.task;

import org.jspecify.annotations.Nullable;

/** The tracing library, if there is one. Any thread; nothing here ever throws. */
interface Traces {
  /** OpenTelemetry where its API is on the class path of this library, else none. */
  Traces INSTALLED = detect();

  /** The calling thread's span. */
  @Nullable TraceParent current();

  /** The calling thread's context, to be made current elsewhere. */
  Attachable capture();

  /** A span of another process, over whatever is current where it is attached. */
  Attachable remote(TraceParent parent);

  /** A context of the tracing library. */
  @FunctionalInterface
  interface Attachable {
    Attachable NOTHING = () -> () -> {};

    /** Makes it current on the calling thread until the result is run there. */
    Runnable attach();
  }

  private static Traces detect() {
    try {
      Class.forName("io.opentelemetry.api.trace.Span", false, Traces.class.getClassLoader());
      return new OpenTelemetryTraces();
    } catch (ClassNotFoundException | LinkageError absent) {
      return new Absent();
    }
  }

  /** No tracing library. */
  final class Absent implements Traces {
    @Override
    public @Nullable TraceParent current() {
      return null;
    }

    @Override
    public Attachable capture() {
      return Attachable.NOTHING;
    }

    @Override
    public Attachable remote(TraceParent parent) {
      return Attachable.NOTHING;
    }
  }
}
