package io.flightlog.benchmarks;

/**
 * An appender under test: a {@code logback.xml} beside this class, and what it sends to. Each is
 * told to wait rather than to lose, as its own documentation says.
 */
enum Subject {
  /** The floor: what Logback itself costs. */
  NO_OP("no-op", "Logback, no-op appender (floor)", ReceiverKind.NONE, 0),
  FLIGHTLOG("flightlog", "Flightlog, plain", ReceiverKind.BULK, 1),
  FLIGHTLOG_JOURNAL("flightlog-journal", "Flightlog, plain, journal", ReceiverKind.BULK, 1),
  FLIGHTLOG_MASKED("flightlog-masked", "Flightlog, plain, all masks", ReceiverKind.BULK, 1),
  FLIGHTLOG_GZIP("flightlog-gzip", "Flightlog, gzip", ReceiverKind.BULK, 1),
  /** TCP: nothing is acknowledged, and nothing is sent again. */
  LOGSTASH("logstash", "logstash-logback-encoder 8.1, TCP", ReceiverKind.LINES, 0);

  private final String id;
  private final String title;
  private final ReceiverKind receiver;
  private final int ownEvents;

  /**
   * @param id on the command line, and the name of the configuration
   * @param ownEvents that the appender numbers and sends when it starts, beside the application's
   */
  Subject(String id, String title, ReceiverKind receiver, int ownEvents) {
    this.id = id;
    this.title = title;
    this.receiver = receiver;
    this.ownEvents = ownEvents;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  ReceiverKind receiver() {
    return receiver;
  }

  int ownEvents() {
    return ownEvents;
  }

  /** On the class path. */
  String configuration() {
    return "io/flightlog/benchmarks/" + id + ".xml";
  }

  /** As picocli shows and reads it. */
  @Override
  public String toString() {
    return id;
  }
}
