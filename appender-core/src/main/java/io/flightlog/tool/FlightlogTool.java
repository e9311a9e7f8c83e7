package io.flightlog.tool;

import io.flightlog.config.LibraryVersion;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line's main class: {@code java -jar flightlog-appender-core.jar spool COMMAND DIR}.
 * Exit status 0 fine, 1 something is damaged or left, 2 a mistake of the user's or an unreadable
 * directory.
 */
public final class FlightlogTool {
  private static final String GROUP = "spool";
  private static final String CALL = "java -jar flightlog-appender-core.jar";
  private static final List<Command> COMMANDS =
      List.of(
          new ListCommand(),
          new ShowCommand(),
          new VerifyCommand(),
          new ExportCommand(),
          new ReplayCommand());

  private FlightlogTool() {}

  /** Runs one command and ends the JVM with its exit status. */
  public static void main(String[] args) {
    // not System.out, which keeps to itself that whoever read it has gone
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 64 << 10),
            false,
            StandardCharsets.UTF_8);
    // the HTTP client would have a logger, and there is none
    System.getProperties().putIfAbsent("slf4j.internal.verbosity", "ERROR");
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
    int status = run(args, out, err);
    out.flush();
    Runtime.getRuntime().exit(status);
  }

  /** Runs one command; returns the exit status. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    Console console = new Console(out, err, System::currentTimeMillis);
    try {
      return run(Arrays.asList(args), console);
    } catch (UsageException mistake) {
      console.complain("flightlog: " + mistake.getMessage());
      console.complain("(" + CALL + " --help says how it is used)");
    } catch (IOException unreadable) {
      console.complain("flightlog: " + words(unreadable));
    } finally {
      out.flush();
    }
    return Command.UNUSABLE;
  }

  private static int run(List<String> words, Console console) throws UsageException, IOException {
    if (words.isEmpty()) {
      console.complain(help());
      return Command.UNUSABLE;
    }
    String first = words.get(0);
    if (isHelp(first)) {
      console.print(help());
      return Command.FINE;
    }
    if (first.equals("--version")) {
      console.print("flightlog " + LibraryVersion.current());
      return Command.FINE;
    }
    if (!first.equals(GROUP)) {
      throw new UsageException("there is no command " + first + "; did you mean: spool " + first);
    }
    if (words.size() == 1) {
      console.complain(help());
      return Command.UNUSABLE;
    }
    if (isHelp(words.get(1))) {
      console.print(help());
      return Command.FINE;
    }
    Command command = find(words.get(1));
    if (command == null) {
      throw new UsageException("there is no command spool " + words.get(1));
    }
    List<String> rest = words.subList(2, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      console.print(command.help());
      return Command.FINE;
    }
    return command.run(Arguments.parse(rest, command.flags(), command.valued()), console);
  }

  private static @Nullable Command find(String name) {
    return COMMANDS.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static boolean isHelp(String word) {
    return word.equals("--help") || word.equals("-h") || word.equals("help");
  }

  private static String help() {
    StringBuilder text = new StringBuilder();
    text.append("Looks into Flightlog's spool, without the application.\n\n");
    text.append("usage: ").append(CALL).append(" spool COMMAND DIR [options]\n\n");
    for (Command command : COMMANDS) {
      text.append("  ").append(command.name()).append(" ".repeat(10 - command.name().length()));
      text.append(command.summary()).append('\n');
    }
    text.append("\nDIR is a spool (spool.directory), a destination in it, or one instance.\n");
    text.append("Nothing is changed or locked, but by replay.\n");
    text.append("spool COMMAND --help says more; --version prints the version.\n");
    text.append("exit status: 0 fine; 1 something is damaged or left; 2 wrong usage, or");
    text.append(" DIR cannot be read");
    return text.toString();
  }

  private static String words(IOException unreadable) {
    if (unreadable instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (unreadable instanceof AccessDeniedException denied) {
      return "no right to read "
          + denied.getFile()
          + ": the spool belongs to the application's user; run this as that user";
    }
    if (unreadable instanceof FileSystemException failed) {
      String reason = failed.getReason();
      return failed.getFile() + ": " + (reason == null ? "cannot be read" : reason);
    }
    return String.valueOf(unreadable.getMessage());
  }
}
