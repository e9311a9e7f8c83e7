package io.flightlog.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs of this machine, in the order in which they are preferred: the running one, {@code
 * JAVA_HOME}, {@code JAVA_HOME_<n>…} (as build services set it), {@code /usr/lib/jvm}, SDKMAN.
 * Which release a directory holds is read from its {@code release} file, nothing is executed.
 */
public final class Jdks {

  private static final Pattern VERSION =
      Pattern.compile("^JAVA_VERSION=\"?(?:1\\.)?(\\d+)", Pattern.MULTILINE);

  private final Set<Path> homes = new LinkedHashSet<>();

  /** Looks at these directories only; those that hold no JDK are passed over. */
  public Jdks(List<Path> candidates) {
    for (Path candidate : candidates) {
      if (featureOf(candidate).isPresent()) {
        homes.add(real(candidate));
      }
    }
  }

  /** Looks in the usual places; reads the environment once, here. */
  public static Jdks ofThisMachine() {
    List<Path> candidates = new ArrayList<>();
    candidates.add(Path.of(System.getProperty("java.home")));
    Map<String, String> environment = new TreeMap<>(System.getenv());
    Optional.ofNullable(environment.get("JAVA_HOME")).map(Path::of).ifPresent(candidates::add);
    environment.forEach(
        (name, value) -> {
          if (name.matches("JAVA_HOME_\\d+.*")) {
            candidates.add(Path.of(value));
          }
        });
    candidates.addAll(childrenOf(Path.of("/usr/lib/jvm")));
    candidates.addAll(
        childrenOf(Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java")));
    return new Jdks(candidates);
  }

  /** The preferred JDK of this machine with a feature release in {@code min … max}. */
  public static Optional<Path> find(int min, int max) {
    return ofThisMachine().first(min, max, home -> true);
  }

  /** The preferred one in {@code min … max} that is usable. */
  public Optional<Path> first(int min, int max, Predicate<Path> usable) {
    return homes.stream()
        .filter(
            home -> {
              int feature = featureOf(home).orElseThrow();
              return feature >= min && feature <= max && usable.test(home);
            })
        .findFirst();
  }

  /** The feature release (17, 25) of the JDK in that directory; empty if there is none. */
  public static OptionalInt featureOf(Path home) {
    try {
      if (!Files.isExecutable(home.resolve("bin/java"))) {
        return OptionalInt.empty();
      }
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find()
          ? OptionalInt.of(Integer.parseInt(version.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  /** For error messages: each JDK that was found, with its release. */
  @Override
  public String toString() {
    List<String> found = new ArrayList<>();
    homes.forEach(home -> found.add(featureOf(home).orElse(0) + " in " + home));
    return found.toString();
  }

  private static List<Path> childrenOf(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path real(Path home) {
    try {
      return home.toRealPath();
    } catch (IOException e) {
      return home;
    }
  }
}
