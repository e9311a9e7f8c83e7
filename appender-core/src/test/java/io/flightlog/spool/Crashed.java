package io.flightlog.spool;

/** The process or machine stops here. No exception that any code may catch and go on from. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1L;

  Crashed() {
    super("stopped by the test", null, false, false);
  }
}
