package io.flightlog.tool;

import java.io.IOException;
import java.util.Set;

/** One command of the tool. Stateless. */
interface Command {
  /** Everything is as it should be. */
  int FINE = 0;

  /** Something is damaged, or left. */
  int NOT_FINE = 1;

  /** The command could not be understood, or the directory not be read. */
  int UNUSABLE = 2;

  String name();

  /** One line. */
  String summary();

  /** How it is called, and what it prints and returns. */
  String help();

  /** Options without a value. */
  default Set<String> flags() {
    return Set.of();
  }

  /** Options with one. */
  default Set<String> valued() {
    return Set.of();
  }

  /**
   * @return the exit status
   * @throws IOException when the directory cannot be read
   */
  int run(Arguments arguments, Console console) throws UsageException, IOException;
}
