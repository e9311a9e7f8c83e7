package io.flightlog.metrics;

/**
 * How much an event is worth when not all can be kept, least first. Front-ends map custom levels to
 * the next lower one by their integer, and FATAL to ERROR; {@code log.level} in the document keeps
 * the original name.
 */
public enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR
}
