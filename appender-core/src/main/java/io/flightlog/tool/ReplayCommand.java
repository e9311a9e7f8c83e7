package io.flightlog.tool;

import io.flightlog.config.ConfigException;
import io.flightlog.config.DurationText;
import io.flightlog.config.PipelineConfig;
import io.flightlog.spool.FoundDestination;
import io.flightlog.spool.FoundInstance;
import io.flightlog.spool.Owner.Holder;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends what waits and nobody holds. */
final class ReplayCommand implements Command {
  private static final String TIMEOUT = "--timeout";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "send what nobody holds to Elasticsearch, and remove it";
  }

  @Override
  public String help() {
    return """
        usage: spool replay DIR --url URL [--url URL ...] [options]

        Takes over what no live process holds, sends it under the same ids (what had arrived
        before is not stored twice), removes what has arrived, and gives back what has not.
        Refused documents go to the destination's dead-letter directory, unreadable files to
        quarantine. DIR is one destination, one instance, or a spool with a single destination.
        Installs no index template. Run it as the application's user.

          --url URL                  a node; may be repeated
          --api-key-file FILE        holds an encoded API key
          --bearer-token-file FILE   holds a token
          --username NAME            with --password-file FILE
          --allow-insecure-credentials
                                     send them over http to another machine
          --ca-file FILE             certificate authorities to trust (PEM)
          --ca-fingerprint SHA256    the one to trust, as Elasticsearch prints it
          --certificate-file FILE    our own certificate, with --key-file FILE and, where the
                                     key is encrypted, --key-password-file FILE
          --timeout DURATION         give up then; default 5min
          --instance ID              only this one

        Without --ca-file and --ca-fingerprint, TLS trusts what the JVM trusts.
        Needs the libraries of the application beside the jar: elasticsearch-rest5-client,
        httpclient5, httpcore5, httpcore5-h2, jackson-core, slf4j-api, commons-logging.

        exit status: 0 nothing is left but what live processes hold; 1 something is left or
        unreadable; 2 wrong usage, DIR cannot be read, or libraries are missing""";
  }

  @Override
  public Set<String> flags() {
    return Set.of(ReplayOptions.ALLOW_INSECURE_CREDENTIALS);
  }

  @Override
  public Set<String> valued() {
    Set<String> options = ReplayOptions.names();
    options.addAll(Set.of(TIMEOUT, Selection.INSTANCE));
    return options;
  }

  @Override
  public int run(Arguments arguments, Console console) throws UsageException, IOException {
    Selection selection = Selection.of(arguments);
    Duration timeout = timeout(arguments);
    FoundDestination destination = single(selection);
    PipelineConfig config;
    try {
      config = ReplayOptions.config(arguments, destination);
    } catch (ConfigException unusable) {
      throw new UsageException(String.valueOf(unusable.getMessage()));
    }
    if (destination == null) {
      console.print("nothing waits");
      return FINE;
    }
    ClassLoader loader = ReplayCommand.class.getClassLoader();
    if (!Dependencies.missing(loader).isEmpty()) {
      return runWithLibraries(arguments, console);
    }
    return new ReplayRun(destination, config, timeout, console).run();
  }

  private static int runWithLibraries(Arguments arguments, Console console) throws IOException {
    try (URLClassLoader loader = Dependencies.besideThisJar()) {
      List<String> missing = Dependencies.missing(loader == null ? platform() : loader);
      if (loader != null && missing.isEmpty()) {
        return Dependencies.runIn(loader, arguments.words("spool", "replay"), console);
      }
      Path jar = Dependencies.thisJar();
      String where = jar == null ? "on the class path" : "beside " + jar;
      console.complain("flightlog: replay needs libraries that are not " + where + ":");
      missing.forEach(library -> console.complain("  " + library + "-VERSION.jar"));
      console.complain(
          "(copy them there, from the application's libraries, or the jar to where they are;"
              + " list, show, verify and export need none)");
      return UNUSABLE;
    }
  }

  private static ClassLoader platform() {
    return ClassLoader.getPlatformClassLoader();
  }

  private static Duration timeout(Arguments arguments) throws UsageException {
    String text = arguments.value(TIMEOUT);
    try {
      return DurationText.parse(text == null ? "5 min" : text);
    } catch (RuntimeException unreadable) {
      throw new UsageException(
          "option " + TIMEOUT + " must be a duration such as 30s or 5min, but is \"" + text + "\"");
    }
  }

  /** Nobody's events may go to a cluster that they were not meant for, because of a wide DIR. */
  private static @Nullable FoundDestination single(Selection selection) throws UsageException {
    List<FoundDestination> filled =
        selection.destinations().stream().filter(each -> !each.instances().isEmpty()).toList();
    if (filled.size() > 1) {
      StringBuilder text = new StringBuilder("several destinations wait there; replay one of them");
      for (FoundDestination each : filled) {
        text.append("\n  ").append(each.path()).append("  ").append(each.target());
        text.append(", meant for ").append(each.group());
      }
      throw new UsageException(text.toString());
    }
    return filled.isEmpty() ? null : filled.get(0);
  }

  /** Those that may be taken over. */
  static List<FoundInstance> notInUse(FoundDestination destination) {
    Holder self = Holder.current();
    return destination.instances().stream()
        .filter(instance -> Tenancy.of(instance, self).kind() != Tenancy.Kind.IN_USE)
        .toList();
  }
}
