package io.flightlog.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything one pipeline is configured with. Immutable, compared by value. Built from the words of
 * a configuration file by {@link #from(OptionValues)}; every check has passed once an instance
 * exists.
 *
 * @param idempotent whether each document carries an {@code _id}, so that a retry cannot store it
 *     twice
 * @param shutdownTimeout deadline of {@code close}
 */
public record PipelineConfig(
    DestinationConfig destination,
    HttpConfig http,
    QueueConfig queue,
    EventConfig event,
    BatchConfig batch,
    RetryConfig retry,
    ServiceConfig service,
    Durability durability,
    boolean idempotent,
    Duration shutdownTimeout) {

  /** What survives what; this version keeps events in memory only. */
  public enum Durability {
    MEMORY
  }

  static final Option<Durability> DURABILITY = Option.choice("durability", Durability.MEMORY);
  static final Option<Boolean> IDEMPOTENT = Option.flag("idempotent", true);
  static final Option<Duration> SHUTDOWN_TIMEOUT =
      Option.duration("shutdownTimeout", "5 s", "0", "1 h");

  /** Every option with a single value that this version has, in the order of the documentation. */
  public static final List<Option<?>> OPTIONS =
      List.of(
          DestinationConfig.URL,
          DestinationConfig.DATASET,
          DestinationConfig.NAMESPACE,
          DestinationConfig.INDEX_NAME,
          DestinationConfig.SETUP,
          DestinationConfig.INDEX_MODE,
          DestinationConfig.RETENTION,
          Credentials.API_KEY,
          Credentials.API_KEY_FILE,
          Credentials.USERNAME,
          Credentials.PASSWORD,
          Credentials.BEARER_TOKEN,
          Credentials.BEARER_TOKEN_FILE,
          HttpConfig.PROXY,
          HttpConfig.COMPRESSION,
          HttpConfig.CONNECT_TIMEOUT,
          HttpConfig.REQUEST_TIMEOUT,
          HttpConfig.MAX_IN_FLIGHT,
          QueueConfig.SLOTS,
          QueueConfig.SLOT_BYTES,
          QueueConfig.MAX_LARGE_BYTES,
          QueueConfig.WHEN_FULL,
          QueueConfig.MAX_WAIT,
          EventConfig.MAX_EVENT_BYTES,
          EventConfig.MAX_MESSAGE_BYTES,
          EventConfig.MAX_STACK_TRACE_BYTES,
          EventConfig.MAX_FIELDS,
          EventConfig.CALLER_DATA,
          EventConfig.MDC_INCLUDE,
          EventConfig.MDC_EXCLUDE,
          BatchConfig.MAX_BYTES,
          BatchConfig.MAX_EVENTS,
          BatchConfig.LINGER,
          BatchConfig.POOL_BYTES,
          RetryConfig.INITIAL_BACKOFF,
          RetryConfig.MAX_BACKOFF,
          ServiceConfig.NAME,
          ServiceConfig.VERSION,
          ServiceConfig.ENVIRONMENT,
          ServiceConfig.NODE_NAME,
          DURABILITY,
          IDEMPOTENT,
          SHUTDOWN_TIMEOUT);

  private static final Map<String, Option<?>> BY_NAME =
      OPTIONS.stream().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

  /** Named by the design for later versions: refused in words that say so. */
  private static final Set<String> PLANNED =
      Set.of(
          "tls.caFile",
          "tls.caFingerprint",
          "tls.certificateFile",
          "tls.keyFile",
          "tls.trustStore",
          "tls.verifyHostname",
          "mask",
          "statusInterval",
          "spool.directory",
          "spool.group",
          "spool.maxBytes",
          "spool.after",
          "spool.fsyncInterval",
          "spool.adoptOrphans",
          "spool.compression");

  public PipelineConfig {
    SHUTDOWN_TIMEOUT.check(shutdownTimeout);
    checkBatchHoldsLargestEvent(batch, event);
    checkPoolHoldsFourBatches(batch);
  }

  /**
   * @throws ConfigException for the first value that cannot be used
   */
  public static PipelineConfig from(OptionValues values) {
    return new PipelineConfig(
        DestinationConfig.from(values),
        HttpConfig.from(values),
        QueueConfig.from(values),
        EventConfig.from(values),
        BatchConfig.from(values),
        RetryConfig.from(values),
        ServiceConfig.from(values),
        durability(values),
        values.get(IDEMPOTENT),
        values.get(SHUTDOWN_TIMEOUT));
  }

  static boolean knows(String name) {
    return BY_NAME.containsKey(name);
  }

  static String whyUnknown(String name) {
    boolean planned =
        PLANNED.contains(name) || PLANNED.stream().anyMatch(p -> p.startsWith(name + "."));
    return planned ? "is planned, but this version does not have it" : "there is no such option";
  }

  private static Durability durability(OptionValues values) {
    try {
      return values.get(DURABILITY);
    } catch (ConfigException refused) {
      throw new ConfigException(
          refused.getMessage()
              + " (spill and journal are planned, but this version does not have them)");
    }
  }

  /**
   * A body frames each event with its action line and the constants, so it must be larger than the
   * event's bound.
   */
  private static void checkBatchHoldsLargestEvent(BatchConfig batch, EventConfig event) {
    long least = event.maxEventBytes().bytes() + FRAME_RESERVE;
    if (batch.maxBytes().bytes() < least) {
      throw ConfigException.of(
          BatchConfig.MAX_BYTES.name(),
          "at least "
              + EventConfig.MAX_EVENT_BYTES.name()
              + " + 16 KiB ("
              + new ByteSize(least)
              + ")",
          batch.maxBytes());
    }
  }

  /** One is filled, one is sent, one holds the compressed body, one rewrites what was refused. */
  private static void checkPoolHoldsFourBatches(BatchConfig batch) {
    long least = batch.maxBytes().bytes() * 4;
    if (batch.poolBytes().bytes() < least) {
      throw ConfigException.of(
          BatchConfig.POOL_BYTES.name(),
          "at least 4 × " + BatchConfig.MAX_BYTES.name() + " (" + new ByteSize(least) + ")",
          batch.poolBytes());
    }
  }

  /**
   * What framing may add to one event: action line, sequence, constants. Constants are checked
   * against it at start.
   */
  public static final int FRAME_RESERVE = 16 << 10;
}
