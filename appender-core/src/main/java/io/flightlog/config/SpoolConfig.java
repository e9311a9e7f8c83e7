package io.flightlog.config;

import io.flightlog.config.HttpConfig.Compression;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Where and how events wait on disk; without effect at durability {@code memory}.
 *
 * @param directory holds the spools of all destinations and instances; absolute, need not exist
 * @param group instances of one group and destination may adopt each other's leftovers
 * @param maxBytes of all files below the directory together
 * @param after a batch that is older goes to disk, one in flight too
 * @param fsyncInterval from one force to the next
 * @param adoptOrphans whether leftovers of instances that died are sent
 * @param compression of batches as they are written, whatever that of requests is
 */
public record SpoolConfig(
    Path directory,
    String group,
    ByteSize maxBytes,
    Duration after,
    Duration fsyncInterval,
    boolean adoptOrphans,
    Compression compression) {

  private static final String TEMPORARY = "${java.io.tmpdir}";
  private static final String USER = "${user.name}";
  private static final String DEFAULT_DIRECTORY = TEMPORARY + "/flightlog-" + USER;

  static final Option<String> DIRECTORY =
      Option.text(
          "spool.directory", DEFAULT_DIRECTORY, "the path of a directory", text -> isPath(text));
  static final Option<String> GROUP =
      Option.text("spool.group", null, "not empty", text -> !text.isBlank());
  static final Option<ByteSize> MAX_BYTES =
      Option.size("spool.maxBytes", "512 MiB", "1 MiB", "1024 GiB");
  static final Option<Duration> AFTER = Option.duration("spool.after", "5 s", "100 ms", "1 h");
  static final Option<Duration> FSYNC_INTERVAL =
      Option.duration("spool.fsyncInterval", "500 ms", "10 ms", "1 h");
  static final Option<Boolean> ADOPT_ORPHANS = Option.flag("spool.adoptOrphans", true);
  static final Option<Compression> COMPRESSION =
      Option.choice("spool.compression", Compression.GZIP);

  public SpoolConfig {
    directory = directory.toAbsolutePath().normalize();
    GROUP.check(group);
    MAX_BYTES.check(maxBytes);
    AFTER.check(after);
    FSYNC_INTERVAL.check(fsyncInterval);
  }

  static SpoolConfig from(OptionValues values, DestinationConfig destination) {
    String group = values.find(GROUP);
    return new SpoolConfig(
        expand(values.get(DIRECTORY)),
        group == null ? groupOf(destination) : group,
        values.get(MAX_BYTES),
        values.get(AFTER),
        values.get(FSYNC_INTERVAL),
        values.get(ADOPT_ORPHANS),
        values.get(COMPRESSION));
  }

  /**
   * Whether the directory is the default one, among temporary files, which a container loses when
   * it is started anew.
   */
  public boolean directoryIsDefault() {
    return directory.equals(expand(DEFAULT_DIRECTORY).toAbsolutePath().normalize());
  }

  /** The same for every instance that sends to these nodes, in whatever order it names them. */
  private static String groupOf(DestinationConfig destination) {
    return destination.urls().stream().map(URI::toString).sorted().collect(Collectors.joining(","));
  }

  private static boolean isPath(String text) {
    try {
      return !expand(text).toString().isEmpty();
    } catch (InvalidPathException unreadable) {
      return false;
    }
  }

  /** A user's name may hold anything, a slash too; in the path it is one part of a name. */
  private static Path expand(String text) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(
        text.replace(TEMPORARY, System.getProperty("java.io.tmpdir")).replace(USER, user));
  }
}
