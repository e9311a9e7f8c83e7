package io.flightlog.encode;

import io.flightlog.config.EventConfig;
import io.flightlog.config.PipelineConfig;
import io.flightlog.mask.MaskRule;
import io.flightlog.mask.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is decided once per pipeline about its documents: bounds, rules for keys, and the constant
 * members, encoded. Immutable but for the label names that have come; any thread.
 */
public final class EcsFormat {
  private final int maxEventBytes;
  private final int maxMessageBytes;
  private final int maxStackTraceBytes;
  private final int maxFields;
  private final Constants constants;
  private final List<String> reservedLabels;
  private final LabelNames labelNames;
  private final KeyRules mdcRules;
  private final KeyRules keyValueRules;
  private final List<MaskRule> masks;
  private final TraceSource traceSource;

  /**
   * @param instanceId becomes {@code agent.ephemeral_id}
   * @param environment the process's environment variables
   * @throws io.flightlog.config.ConfigException when a constant field cannot be one, or all
   *     together are larger than 8 KiB
   */
  public EcsFormat(PipelineConfig config, String instanceId, Map<String, String> environment) {
    this(config, instanceId, environment, warning -> {});
  }

  /**
   * @param warnings takes what a person should know of the events that are written, at most a few
   *     sentences in the life of a pipeline; on a caller's thread
   */
  public EcsFormat(
      PipelineConfig config,
      String instanceId,
      Map<String, String> environment,
      Consumer<String> warnings) {
    this(config, instanceId, SystemFacts.of(environment), TraceSource.detect(), warnings);
  }

  EcsFormat(
      PipelineConfig config,
      String instanceId,
      SystemFacts facts,
      TraceSource traceSource,
      Consumer<String> warnings) {
    EventConfig event = config.event();
    this.maxEventBytes = event.maxEventBytes().toInt();
    this.maxMessageBytes = event.maxMessageBytes().toInt();
    this.maxStackTraceBytes = event.maxStackTraceBytes().toInt();
    this.maxFields = event.maxFields();
    Identity identity = Identity.of(config.service(), facts);
    this.constants = Constants.of(config, identity, facts, instanceId);
    this.reservedLabels = new ArrayList<>(constants.labels());
    reservedLabels.add(EcsWriter.TRUNCATED);
    reservedLabels.add(EcsWriter.FAILURE);
    this.labelNames = new LabelNames(event, warnings);
    this.mdcRules = KeyRules.forMdc(event);
    this.keyValueRules = KeyRules.forKeyValues(event);
    this.masks = event.masks();
    this.traceSource = traceSource;
  }

  /** The members that every document ends with: no braces, no comma at either end. */
  public byte[] constants() {
    return constants.encoded();
  }

  /** A writer of this format. */
  public EcsWriter newWriter() {
    return new EcsWriter(this);
  }

  int maxEventBytes() {
    return maxEventBytes;
  }

  int maxMessageBytes() {
    return maxMessageBytes;
  }

  int maxStackTraceBytes() {
    return maxStackTraceBytes;
  }

  /**
   * Where keywords are cut: longer ones help nobody, one above 32,766 bytes costs the whole
   * document, and three of them must leave room for a message in the smallest event.
   */
  int keywordBytes() {
    return Math.min(1024, maxEventBytes / 8);
  }

  int maxFields() {
    return maxFields;
  }

  /** Bytes of an event that labels leave to the fields of task, user and trace. */
  int labelReserve() {
    return EcsWriter.END_RESERVE + maxEventBytes / 16;
  }

  /** Bytes of an event that message, error and tags leave to labels and fields. */
  int textReserve() {
    return labelReserve() + maxEventBytes / 8;
  }

  /** Fields that a constant stands for: no variable member may have their names. */
  long constantFields() {
    return constants.fields();
  }

  /** Full names that no label of an event may have. */
  List<String> reservedLabels() {
    return reservedLabels;
  }

  /** The names that labels may have, shared by all writers. */
  LabelNames labelNames() {
    return labelNames;
  }

  KeyRules mdcRules() {
    return mdcRules;
  }

  KeyRules keyValueRules() {
    return keyValueRules;
  }

  /** For one writer; null when nothing is masked. */
  @Nullable Masker newMasker() {
    return masks.isEmpty() ? null : new Masker(masks);
  }

  TraceSource traceSource() {
    return traceSource;
  }
}
