package io.flightlog.logback;

import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusListener;
import io.flightlog.config.ConfigException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what Joran only warns about into a refused start. An element without a setter is skipped
 * with a warning on the context's status channel, and the appender is started all the same; an
 * appender has no hook there. So this listens from the moment the appender gets its context until
 * it is started, and each warning that names one of our classes becomes a word that will be
 * refused. A listener, because the status list forgets its middle and still holds the warnings of
 * earlier configurations. Called by the thread that configures; appenders are configured one by
 * one.
 */
final class UnknownOptions implements StatusListener {
  private static final Map<String, String> PREFIX_BY_CLASS =
      Map.ofEntries(
          Map.entry(ElasticsearchAppender.class.getName(), ""),
          Map.entry(BatchOptions.class.getName(), "batch."),
          Map.entry(QueueOptions.class.getName(), "queue."),
          Map.entry(RetryOptions.class.getName(), "retry."),
          Map.entry(TlsOptions.class.getName(), "tls."),
          Map.entry(SpoolOptions.class.getName(), "spool."),
          Map.entry(ServiceOptions.class.getName(), "service."),
          Map.entry(MdcOptions.class.getName(), "mdc."),
          Map.entry(MdcFieldOptions.class.getName(), "mdc.field."),
          Map.entry(FieldOptions.class.getName(), "field."),
          Map.entry(MaskOptions.class.getName(), "mask."),
          Map.entry(HeadersOptions.class.getName(), "headers."),
          Map.entry(HeaderOptions.class.getName(), "headers.header."));

  /** The words of Joran's {@code ImplicitModelHandler}, the same since Logback 1.3. */
  private static final Pattern UNKNOWN =
      Pattern.compile("Ignoring unknown property \\[(.+)] in \\[(.+)]");

  private final OptionWords words;

  UnknownOptions(OptionWords words) {
    this.words = words;
  }

  @Override
  public void addStatusEvent(Status status) {
    String message = status.getMessage();
    if (status.getLevel() < Status.WARN || message == null) {
      return;
    }
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      String prefix = PREFIX_BY_CLASS.get(unknown.group(2));
      if (prefix != null) {
        refuse(prefix + unknown.group(1), unknown.group(1));
      }
    } else if (PREFIX_BY_CLASS.keySet().stream().anyMatch(name -> message.contains(name + "]"))) {
      words.add(
          values -> {
            throw new ConfigException(message);
          });
    }
  }

  private void refuse(String option, String element) {
    words.add(
        values -> {
          if (element.contains(".")) {
            throw new ConfigException(
                "option "
                    + option
                    + ": must be written as nested elements, not as <"
                    + element
                    + ">");
          }
          values.set(option, "");
        });
  }
}
