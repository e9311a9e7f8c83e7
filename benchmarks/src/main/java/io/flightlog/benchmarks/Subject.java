package io.flightlog.benchmarks;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An appender under test: a configuration beside this class, and what it sends to. Each is told to
 * wait rather than to lose, where its own documentation has a way.
 */
public enum Subject {
  /** The floor: what Logback itself costs. */
  NO_OP("no-op", "Logback, no-op appender (floor)", Framework.LOGBACK, ReceiverKind.NONE, 0),
  FLIGHTLOG("flightlog", "Flightlog, plain", Framework.LOGBACK, ReceiverKind.BULK, 1),
  FLIGHTLOG_JOURNAL(
      "flightlog-journal", "Flightlog, plain, journal", Framework.LOGBACK, ReceiverKind.BULK, 1),
  FLIGHTLOG_MASKED(
      "flightlog-masked", "Flightlog, plain, all masks", Framework.LOGBACK, ReceiverKind.BULK, 1),
  FLIGHTLOG_GZIP("flightlog-gzip", "Flightlog, gzip", Framework.LOGBACK, ReceiverKind.BULK, 1),
  /** TCP: nothing is acknowledged, and nothing is sent again. */
  LOGSTASH(
      "logstash", "logstash-logback-encoder 9.0, TCP", Framework.LOGBACK, ReceiverKind.LINES, 0),
  /** Its queue has a bound in characters, past which it drops; it cannot wait. */
  AGIDO("agido", "agido 3.0.19", Framework.LOGBACK, ReceiverKind.BULK_MESSAGES, 0),
  /** Drops what its send queue has no room for; it cannot wait. */
  LOKI4J("loki4j", "loki4j 2.1.0", Framework.LOGBACK, ReceiverKind.LOKI, 0),
  /** What people pair with Filebeat. */
  ECS_FILE(
      "ecs-file",
      "Logback AsyncAppender, ecs-logging 1.8.0, file",
      Framework.LOGBACK,
      ReceiverKind.FILE,
      0),
  NO_OP_LOG4J2(
      "no-op-log4j2", "Log4j2, null appender (floor)", Framework.LOG4J2, ReceiverKind.NONE, 0),
  FLIGHTLOG_LOG4J2(
      "flightlog-log4j2", "Flightlog, plain, Log4j2", Framework.LOG4J2, ReceiverKind.BULK, 1),
  /** With Disruptor 4.0.0 its loggers lose events when two threads find their ring full. */
  LOG4J2_FILE(
      "log4j2-file",
      "Log4j2 AsyncLogger 2.26.1, Disruptor 3.4.4, ECS layout, file",
      Framework.LOG4J2,
      ReceiverKind.FILE,
      0) {
    @Override
    List<String> jvmOptions(long port, Path file) {
      List<String> options = new ArrayList<>(super.jvmOptions(port, file));
      options.add("-Xbootclasspath/a:" + peerJar("disruptor.jar"));
      return options;
    }
  },
  /** The receiver's limit. */
  BARE(
      "bare",
      "Bare loop of pre-built bodies",
      Framework.LOGBACK,
      ReceiverKind.BULK_MESSAGES,
      0,
      BareLoopProgram.class),
  /** The same documents without the template, where there is a server to guess. */
  BARE_DEFAULT(
      "bare-default",
      "Bare loop, default mapping",
      Framework.LOGBACK,
      ReceiverKind.REAL,
      0,
      BareLoopProgram.class) {
    @Override
    List<String> jvmOptions(long port, Path file) {
      List<String> options = new ArrayList<>(super.jvmOptions(port, file));
      options.add("-D" + BareLoopProgram.DEFAULT_MAPPING + "=true");
      return options;
    }
  };

  private final String id;
  private final String title;
  private final Framework framework;
  private final ReceiverKind receiver;
  private final int ownEvents;
  private final Class<?> program;

  /**
   * @param id on the command line, and the name of the configuration
   * @param ownEvents that the appender numbers and sends when it starts, beside the application's
   */
  Subject(String id, String title, Framework framework, ReceiverKind receiver, int ownEvents) {
    this(id, title, framework, receiver, ownEvents, SubjectProgram.class);
  }

  Subject(
      String id,
      String title,
      Framework framework,
      ReceiverKind receiver,
      int ownEvents,
      Class<?> program) {
    this.id = id;
    this.title = title;
    this.framework = framework;
    this.receiver = receiver;
    this.ownEvents = ownEvents;
    this.program = program;
  }

  /**
   * The one with that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Subject of(String id) {
    for (Subject subject : values()) {
      if (subject.id.equals(id)) {
        return subject;
      }
    }
    throw new IllegalArgumentException("there is no '" + id + "'");
  }

  /** On the command line. */
  public String id() {
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

  /** What its JVM runs. */
  Class<?> program() {
    return program;
  }

  /** Whether it is an application that logs, whose calls have a duration and a rate. */
  boolean logs() {
    return program == SubjectProgram.class;
  }

  /** The one that does nothing with an event, in the same framework. */
  Subject floor() {
    return framework == Framework.LOGBACK ? NO_OP : NO_OP_LOG4J2;
  }

  /**
   * The system properties that make a JVM log so.
   *
   * @param port of the receiver
   * @param file to write to, if it does; also where other files lie
   */
  Map<String, String> properties(long port, Path file) {
    String configuration = "io/flightlog/benchmarks/" + (logs() ? this : NO_OP) + ".xml";
    Map<String, String> properties = new TreeMap<>(framework.properties(configuration));
    properties.put("benchmark.port", Long.toString(port));
    properties.put("benchmark.file", file.toString());
    return properties;
  }

  /** The same as options of a JVM. */
  List<String> jvmOptions(long port, Path file) {
    return properties(port, file).entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .toList();
  }

  /** Copied by the build beside the classes. */
  private static Path peerJar(String name) {
    try {
      URI classes = Subject.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path jar = Path.of(classes).resolveSibling("peers").resolve(name);
      if (!Files.exists(jar)) { // a JVM would not say so
        throw new IllegalStateException(jar + " is missing: the build of benchmarks copies it");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes are in no directory", e);
    }
  }

  /** As picocli shows and reads it. */
  @Override
  public String toString() {
    return id;
  }
}
