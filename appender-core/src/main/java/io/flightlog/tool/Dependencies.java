package io.flightlog.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The libraries that sending needs, which {@code java -jar} does not bring: found in the directory
 * of this library's jar, whatever their versions, as they lie in an application's. Not by a {@code
 * Class-Path} in the manifest: that would name versions, which the application may have chosen
 * otherwise, and every {@code javac -Xlint} with the jar on its class path would warn of entries
 * that are not there. Stateless.
 */
final class Dependencies {
  /** What the beginning of a jar's name is, and a class that proves that it is there. */
  private static final Map<String, String> NEEDED = new LinkedHashMap<>();

  /** Stands for commons-logging where Spring is. */
  private static final String SPRING_LOGGING = "spring-jcl-";

  static {
    NEEDED.put(
        "elasticsearch-rest5-client-",
        "co.elastic.clients.transport.rest5_client.low_level.Rest5Client");
    NEEDED.put("httpclient5-", "org.apache.hc.client5.http.async.HttpAsyncClient");
    NEEDED.put("httpcore5-", "org.apache.hc.core5.http.HttpHost");
    NEEDED.put("httpcore5-h2-", "org.apache.hc.core5.http2.HttpVersionPolicy");
    NEEDED.put("jackson-core-", "com.fasterxml.jackson.core.JsonFactory");
    NEEDED.put("slf4j-api-", "org.slf4j.LoggerFactory");
    NEEDED.put("commons-logging-", "org.apache.commons.logging.LogFactory");
  }

  private Dependencies() {}

  /** Beginnings of the names of jars that a loader does not see. */
  static List<String> missing(ClassLoader loader) {
    List<String> missing = new ArrayList<>();
    NEEDED.forEach(
        (jar, proof) -> {
          try {
            Class.forName(proof, false, loader);
          } catch (ClassNotFoundException | LinkageError absent) {
            missing.add(jar.substring(0, jar.length() - 1));
          }
        });
    return missing;
  }

  /** This library once more, with what lies beside its jar; null when it is in no jar. */
  static @Nullable URLClassLoader besideThisJar() throws IOException {
    Path jar = thisJar();
    Path directory = jar == null ? null : jar.getParent();
    if (jar == null || directory == null) {
      return null;
    }
    List<URL> urls = new ArrayList<>();
    urls.add(jar.toUri().toURL());
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Dependencies::isWelcome).toList()) {
        urls.add(file.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  /** Runs the tool anew, by its classes as another loader has them. */
  static int runIn(ClassLoader loader, List<String> words, Console console) throws IOException {
    try {
      Class<?> tool = Class.forName(FlightlogTool.class.getName(), true, loader);
      Object status =
          tool.getMethod("run", String[].class, PrintStream.class, PrintStream.class)
              .invoke(null, words.toArray(new String[0]), console.out(), console.err());
      return (Integer) status;
    } catch (ReflectiveOperationException broken) {
      throw new IOException("the libraries beside the jar cannot be used: " + broken, broken);
    }
  }

  static @Nullable Path thisJar() {
    CodeSource source = Dependencies.class.getProtectionDomain().getCodeSource();
    try {
      Path path = source == null ? null : Path.of(source.getLocation().toURI());
      return path != null && Files.isRegularFile(path) ? path : null;
    } catch (URISyntaxException | RuntimeException inSomethingElse) {
      return null;
    }
  }

  private static boolean isWelcome(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".jar")
        && (NEEDED.keySet().stream().anyMatch(name::startsWith) || name.startsWith(SPRING_LOGGING));
  }
}
