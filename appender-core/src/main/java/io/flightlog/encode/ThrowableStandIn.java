package io.flightlog.encode;

/**
 * Implemented by a throwable of a front-end that stands for another one, of which only a
 * description is left, such as that of a deserialized event. Its {@code error.type} and {@code
 * error.id} are then those of the original.
 */
public interface ThrowableStandIn {
  /** The class name of the original. */
  String originalType();
}
