package io.flightlog.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything one pipeline is configured with. Immutable, compared by value. Built from the words of
 * a configuration file by {@link #from(OptionValues)}; every check has passed once an instance
 * exists.
 *
 * @param idempotent whether each document carries an {@code _id}, so that a retry cannot store it
 *     twice
 * @param shutdownTimeout deadline of {@code close}
 * @param statusInterval from one status record to the next; zero for records of drops only
 */
public record PipelineConfig(
    DestinationConfig destination,
    HttpConfig http,
    QueueConfig queue,
    EventConfig event,
    BatchConfig batch,
    RetryConfig retry,
    SpoolConfig spool,
    ServiceConfig service,
    Durability durability,
    boolean idempotent,
    Duration shutdownTimeout,
    Duration statusInterval) {

  /** What of the unsent events is on disk, and so survives the process. */
  public enum Durability {
    /** Nothing. */
    MEMORY,
    /** Batches for which memory is short, or which are old, and what is left at flush and close. */
    SPILL,
    /** Every event, before the ring lets go of it. */
    JOURNAL
  }

  static final Option<Durability> DURABILITY = Option.choice("durability", Durability.SPILL);
  static final Option<Boolean> IDEMPOTENT = Option.flag("idempotent", true);
  static final Option<Duration> SHUTDOWN_TIMEOUT =
      Option.duration("shutdownTimeout", "5 s", "0", "1 h");
  static final Option<Duration> STATUS_INTERVAL =
      Option.duration("statusInterval", "60 s", "0", "1 d")
          .and(
              "but not between 0 and 1 s",
              interval -> interval.isZero() || interval.compareTo(Duration.ofSeconds(1)) >= 0);

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
          Credentials.PASSWORD_FILE,
          Credentials.BEARER_TOKEN,
          Credentials.BEARER_TOKEN_FILE,
          HttpConfig.ALLOW_INSECURE_CREDENTIALS,
          HttpConfig.PROXY,
          HttpConfig.COMPRESSION,
          HttpConfig.CONNECT_TIMEOUT,
          HttpConfig.REQUEST_TIMEOUT,
          HttpConfig.MAX_IN_FLIGHT,
          TlsConfig.CA_FILE,
          TlsConfig.CA_FINGERPRINT,
          TlsConfig.TRUST_STORE_FILE,
          TlsConfig.TRUST_STORE_PASSWORD,
          TlsConfig.TRUST_STORE_PASSWORD_FILE,
          TlsConfig.CERTIFICATE_FILE,
          TlsConfig.KEY_FILE,
          TlsConfig.KEY_PASSWORD,
          TlsConfig.KEY_PASSWORD_FILE,
          TlsConfig.VERIFY_HOSTNAME,
          QueueConfig.SLOTS,
          QueueConfig.SLOT_BYTES,
          QueueConfig.MAX_LARGE_BYTES,
          QueueConfig.WHEN_FULL,
          QueueConfig.MAX_WAIT,
          EventConfig.MAX_EVENT_BYTES,
          EventConfig.MAX_MESSAGE_BYTES,
          EventConfig.MAX_STACK_TRACE_BYTES,
          EventConfig.MAX_FIELDS,
          EventConfig.MAX_LABEL_NAMES,
          EventConfig.CALLER_DATA,
          EventConfig.MDC_INCLUDE,
          EventConfig.MDC_EXCLUDE,
          EventConfig.MASKED_KEYS,
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
          SHUTDOWN_TIMEOUT,
          STATUS_INTERVAL,
          SpoolConfig.DIRECTORY,
          SpoolConfig.GROUP,
          SpoolConfig.MAX_BYTES,
          SpoolConfig.AFTER,
          SpoolConfig.FSYNC_INTERVAL,
          SpoolConfig.ADOPT_ORPHANS,
          SpoolConfig.COMPRESSION);

  private static final Map<String, Option<?>> BY_NAME =
      OPTIONS.stream().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

  public PipelineConfig {
    SHUTDOWN_TIMEOUT.check(shutdownTimeout);
    STATUS_INTERVAL.check(statusInterval);
    InsecureCredentials.check(destination, http);
    checkTlsIsUsed(destination, http);
    checkBatchHoldsLargestEvent(batch, event);
    checkPoolHoldsEveryPurpose(batch, durability);
    if (durability != Durability.MEMORY) {
      checkDocumentsHaveIds(idempotent);
      checkSpoolHoldsTwoBatches(spool, batch);
    }
  }

  /**
   * @throws ConfigException for the first value that cannot be used
   */
  public static PipelineConfig from(OptionValues values) {
    NodeUrls nodes = NodeUrls.parse(values.urls());
    DestinationConfig destination = DestinationConfig.from(values, nodes.urls());
    return new PipelineConfig(
        destination,
        HttpConfig.from(values, nodes.credentials()),
        QueueConfig.from(values),
        EventConfig.from(values),
        BatchConfig.from(values),
        RetryConfig.from(values),
        SpoolConfig.from(values, destination),
        ServiceConfig.from(values),
        values.get(DURABILITY),
        values.get(IDEMPOTENT),
        values.get(SHUTDOWN_TIMEOUT),
        values.get(STATUS_INTERVAL));
  }

  /**
   * Whether part of the value of the option of that name may be a secret. Of an unknown name too.
   */
  static boolean mayHoldSecret(String name) {
    Option<?> option = BY_NAME.get(name);
    return option == null || option.mayHoldSecret();
  }

  /**
   * What is to be said at each start of a pipeline that sends credentials unencrypted to another
   * machine, because it was allowed to; null when it does not.
   */
  public @Nullable String insecureCredentials() {
    return InsecureCredentials.warning(destination, http);
  }

  static boolean knows(String name) {
    return BY_NAME.containsKey(name);
  }

  /** Who sets TLS up does not mean to send in the clear. */
  private static void checkTlsIsUsed(DestinationConfig destination, HttpConfig http) {
    for (URI url : destination.urls()) {
      if (http.tls().isSet() && !url.getScheme().equalsIgnoreCase("https")) {
        throw ConfigException.of(
            DestinationConfig.URL.name(), "an https URL where an option tls.* is set", url);
      }
    }
  }

  /**
   * A body frames each event with its action line and the constants, and keeps room for one record
   * about the recorder, framed likewise, so it must be larger than the event's bound.
   */
  private static void checkBatchHoldsLargestEvent(BatchConfig batch, EventConfig event) {
    long least = event.maxEventBytes().bytes() + FRAME_RESERVE;
    if (batch.maxBytes().bytes() < least) {
      throw ConfigException.of(
          BatchConfig.MAX_BYTES.name(),
          "at least "
              + EventConfig.MAX_EVENT_BYTES.name()
              + " + 20 KiB ("
              + new ByteSize(least)
              + ")",
          batch.maxBytes());
    }
  }

  /**
   * One is filled, one is sent, one holds the compressed body, one rewrites what was refused; with
   * a spool, one is for what goes to it, and one for what comes back.
   */
  private static void checkPoolHoldsEveryPurpose(BatchConfig batch, Durability durability) {
    int batches = durability == Durability.MEMORY ? 4 : 6;
    long least = batch.maxBytes().bytes() * batches;
    if (batch.poolBytes().bytes() < least) {
      throw ConfigException.of(
          BatchConfig.POOL_BYTES.name(),
          "at least "
              + batches
              + " × "
              + BatchConfig.MAX_BYTES.name()
              + (durability == Durability.MEMORY ? "" : " unless durability is memory")
              + " ("
              + new ByteSize(least)
              + ")",
          batch.poolBytes());
    }
  }

  /** What is read from disk may have been stored before the process ended: only an id tells. */
  private static void checkDocumentsHaveIds(boolean idempotent) {
    if (!idempotent) {
      throw ConfigException.of(
          IDEMPOTENT.name(), "true unless " + DURABILITY.name() + " is memory", false);
    }
  }

  /** One is written while one is read. */
  private static void checkSpoolHoldsTwoBatches(SpoolConfig spool, BatchConfig batch) {
    long least = batch.maxBytes().bytes() * 2;
    if (spool.maxBytes().bytes() < least) {
      throw ConfigException.of(
          SpoolConfig.MAX_BYTES.name(),
          "at least 2 × " + BatchConfig.MAX_BYTES.name() + " (" + new ByteSize(least) + ")",
          spool.maxBytes());
    }
  }

  /**
   * What a body needs beside one event: its action line, sequence and constants, and a whole record
   * about the recorder. Constants are at most 8 KiB, such a record's own members 2 KiB.
   */
  public static final int FRAME_RESERVE = 20 << 10;
}
