package io.flightlog.ship;

import io.flightlog.config.DestinationConfig;
import io.flightlog.config.DestinationConfig.Setup;
import io.flightlog.metrics.Diagnostics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Installs the index template at first contact, when it is missing or older: asks for it, then puts
 * the richest rung of the ladder, and the next one for each 400. Until this is settled nothing else
 * is sent, because the first backing index would keep a wrong mapping for its life. A definitive
 * refusal settles it too: one warning, and shipping works all the same. Pure: the shipper sends
 * {@link #nextCall} and hands the answer in, as often as it takes. Ship agent only.
 */
final class DestinationSetup {
  private enum Step {
    ASK,
    INSTALL,
    SETTLED
  }

  private final Diagnostics diagnostics;
  private final TemplateLadder ladder;
  private final String path;
  private final BulkAnswer error = new BulkAnswer();
  private final BulkAnswerReader reader;
  private Step step;
  private int rung;

  /**
   * @param hideSecrets see {@link BulkClient#hideSecrets}
   */
  DestinationSetup(
      DestinationConfig destination, Diagnostics diagnostics, UnaryOperator<String> hideSecrets) {
    this.diagnostics = diagnostics;
    this.reader = new BulkAnswerReader(hideSecrets);
    this.ladder = new TemplateLadder(destination);
    this.path = "/_index_template/" + URLEncoder.encode(ladder.name(), StandardCharsets.UTF_8);
    boolean wanted = destination.setup() == Setup.CREATE && destination.index() == null;
    this.step = wanted ? Step.ASK : Step.SETTLED;
  }

  boolean isSettled() {
    return step == Step.SETTLED;
  }

  /** What to send now; the same again after an answer that asks for another try. */
  HttpCall nextCall() {
    return step == Step.ASK
        ? HttpCall.get(path + "?filter_path=index_templates.index_template._meta")
        : HttpCall.put(path, ladder.rung(rung).json());
  }

  /**
   * Takes the answer to {@link #nextCall}.
   *
   * @return BY_ITEM when it brought the set-up on; RETRY or HOLD when the call must be repeated
   */
  Verdict answered(HttpAnswer answer) {
    return step == Step.ASK ? asked(answer) : installed(answer);
  }

  private Verdict asked(HttpAnswer answer) {
    int status = answer.status();
    if (status == 404) {
      step = Step.INSTALL;
      return Verdict.BY_ITEM;
    }
    if (status != 200) {
      return refusedOr(answer, "GET");
    }
    if (!AnswerJson.isObject(answer)) {
      return Verdict.RETRY;
    }
    OptionalLong found = AnswerJson.findNumber(answer, TemplateLadder.VERSION_FIELD);
    if (found.isEmpty()) {
      diagnostics.info(
          "index template " + ladder.name() + " exists and is not this library's: left as it is");
      step = Step.SETTLED;
    } else {
      step = found.getAsLong() >= TemplateLadder.VERSION ? Step.SETTLED : Step.INSTALL;
    }
    return Verdict.BY_ITEM;
  }

  private Verdict installed(HttpAnswer answer) {
    if (answer.status() == 400 && rung + 1 < ladder.size()) {
      rung++;
      return Verdict.BY_ITEM;
    }
    if (answer.status() < 200 || answer.status() >= 300) {
      return refusedOr(answer, "PUT");
    }
    if (!AnswerJson.isObject(answer)) {
      return Verdict.RETRY;
    }
    step = Step.SETTLED;
    String lacks = ladder.rung(rung).lacks();
    if (lacks == null) {
      diagnostics.info("index template " + ladder.name() + " installed");
    } else {
      diagnostics.warn(
          "index template "
              + ladder.name()
              + " installed without "
              + lacks
              + ": this server does not know it",
          null);
    }
    return Verdict.BY_ITEM;
  }

  private Verdict refusedOr(HttpAnswer answer, String method) {
    Verdict verdict = Verdict.ofAnswer(answer.status());
    int status = answer.status();
    boolean definitive =
        verdict == Verdict.REFUSED
            || verdict == Verdict.TOO_LARGE
            || status == 403
            || status == 404
            || status == 405;
    if (!definitive) {
      return verdict == Verdict.BY_ITEM ? Verdict.RETRY : verdict;
    }
    reader.read(answer, 0, error);
    step = Step.SETTLED;
    diagnostics.warn(
        "index template "
            + ladder.name()
            + " could not be installed; events are shipped all the same, perhaps with guessed field"
            + " types. Install it by hand, or set setup=off. "
            + (method + " " + path + " was answered with " + status + " " + error.wholeError())
                .trim(),
        null);
    return Verdict.BY_ITEM;
  }
}
