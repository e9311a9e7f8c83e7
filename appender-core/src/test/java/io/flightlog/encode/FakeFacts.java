package io.flightlog.encode;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host made of what a test puts there. */
final class FakeFacts implements SystemFacts {
  final Map<String, String> variables = new HashMap<>();
  final Map<String, String> files = new HashMap<>();
  @Nullable String command = "com.example.Main --port 80";
  @Nullable String resolvedHostName = "resolved-host";

  @Override
  public @Nullable String variable(String name) {
    return variables.get(name);
  }

  @Override
  public @Nullable String file(String path) {
    return files.get(path);
  }

  @Override
  public @Nullable String command() {
    return command;
  }

  @Override
  public long pid() {
    return 4242;
  }

  @Override
  public @Nullable String resolvedHostName() {
    return resolvedHostName;
  }
}
