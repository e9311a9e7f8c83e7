package io.flightlog.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@link RealElasticsearch} as a program: one server in the foreground until SIGTERM, SIGINT or, if
 * asked, the end of standard input. The URL is the only line on standard output, so that a script
 * can read it.
 */
final class RealElasticsearchProgram {

  private static final String USAGE =
      """
      Runs one Elasticsearch in the foreground and prints its URL in one line when it answers.
      Ends, and removes all its data, on SIGTERM, SIGINT or SIGHUP.

        --zip FILE           distribution zip; default: the system property flightlog.elasticsearch.zip
        --port N             loopback port; default: any free one
        --heap SIZE          heap of the server, such as 512m or 2g; default: 512m
        --setting NAME=VALUE a line of elasticsearch.yml; repeatable
        --full-speed         all compilers: slower to start, faster to serve
        --watch-stdin        end when standard input ends, that is, with whoever started this
        --help               this text
      """;

  private static final int USAGE_ERROR = 64;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  RealElasticsearchProgram(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status once the server is gone. */
  int run(String[] args) {
    RealElasticsearchBuilder builder = RealElasticsearch.builder();
    boolean watchStdin = false;
    try {
      Deque<String> rest = new ArrayDeque<>(List.of(args));
      while (!rest.isEmpty()) {
        String option = rest.pop();
        switch (option) {
          case "--zip" -> builder.zip(Path.of(value(option, rest)));
          case "--port" -> builder.port(number(option, value(option, rest)));
          case "--heap" -> builder.heap(value(option, rest));
          case "--setting" -> setting(builder, value(option, rest));
          case "--full-speed" -> builder.fastBoot(false);
          case "--watch-stdin" -> watchStdin = true;
          case "--help" -> {
            out.print(USAGE);
            return 0;
          }
          default -> throw new IllegalArgumentException("unknown option " + option);
        }
      }
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(USAGE);
      return USAGE_ERROR;
    }
    return serve(builder, watchStdin);
  }

  private int serve(RealElasticsearchBuilder builder, boolean watchStdin) {
    RealElasticsearch server;
    try {
      server = builder.build();
    } catch (RuntimeException e) {
      err.println(e.getMessage());
      return 1;
    }
    // the JVM runs it on SIGTERM, SIGINT and SIGHUP, and ends when it has returned
    AtomicBoolean ending = new AtomicBoolean();
    Runnable end =
        () -> {
          ending.set(true);
          server.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "close-elasticsearch"));
    if (watchStdin) {
      Thread watcher = new Thread(this::exitAtEndOfInput, "watch-stdin");
      watcher.setDaemon(true);
      watcher.start();
    }
    try {
      server.start();
    } catch (RuntimeException e) {
      if (!ending.get()) {
        err.println(e.getMessage());
      }
      return 1;
    }
    out.println(server.url());
    out.flush();
    awaitExit();
    return 0;
  }

  private void exitAtEndOfInput() {
    try {
      while (in.read() >= 0) {
        // whatever is said, only the end counts
      }
    } catch (IOException e) {
      // as good as the end
    }
    System.exit(0);
  }

  private static void awaitExit() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void setting(RealElasticsearchBuilder builder, String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException("--setting must be NAME=VALUE, not '" + setting + "'");
    }
    builder.setting(setting.substring(0, equals), setting.substring(equals + 1));
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.pop();
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a number, not '" + value + "'", e);
    }
  }
}
