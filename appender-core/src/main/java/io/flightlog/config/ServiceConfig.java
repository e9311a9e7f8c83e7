package io.flightlog.config;

import org.jspecify.annotations.Nullable;

/** Who logs; what is null here is taken from the environment. */
public record ServiceConfig(
    @Nullable String name,
    @Nullable String version,
    @Nullable String environment,
    @Nullable String nodeName) {
  static final Option<String> NAME = identity("service.name");
  static final Option<String> VERSION = identity("service.version");
  static final Option<String> ENVIRONMENT = identity("service.environment");
  static final Option<String> NODE_NAME = identity("service.nodeName");

  public ServiceConfig {
    check(NAME, name);
    check(VERSION, version);
    check(ENVIRONMENT, environment);
    check(NODE_NAME, nodeName);
  }

  static ServiceConfig from(OptionValues values) {
    return new ServiceConfig(
        values.find(NAME), values.find(VERSION), values.find(ENVIRONMENT), values.find(NODE_NAME));
  }

  private static Option<String> identity(String name) {
    return Option.text(
        name, null, "1 to 1024 characters", text -> !text.isEmpty() && text.length() <= 1024);
  }

  private static void check(Option<String> option, @Nullable String value) {
    if (value != null) {
      option.check(value);
    }
  }
}
