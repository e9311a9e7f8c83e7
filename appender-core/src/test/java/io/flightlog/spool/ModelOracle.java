package io.flightlog.spool;

import io.flightlog.batch.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows what was appended, what was promised, and what the index got, and judges: nothing promised
 * is missing, nothing is there that nobody appended, and no event twice. One thread.
 */
final class ModelOracle {
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final Pattern ID = Pattern.compile("\"_id\":\"([^\"]*)\"");
  private static final Pattern PAYLOAD = Pattern.compile("\"message\":\"([^\"]*)\"");
  private static final Pattern SEQUENCE = Pattern.compile("^\\{\"event\\.sequence\":(\\d+),");
  private static final Pattern SECURED = Pattern.compile("\"flightlog\\.secured\":(-?\\d+)");
  private static final Pattern CLAIMED = Pattern.compile("\"flightlog\\.sequence\":(-?\\d+)");
  private static final int INSTANCE_CHARACTERS = 16;

  /** One instance, from its first event to whatever ended it. */
  static final class Life {
    private final String instance;
    private final List<String> payloads = new ArrayList<>();
    private final TreeMap<Long, Long> damaged = new TreeMap<>();
    private long promised = Long.MAX_VALUE;
    private long mayMiss;

    Life(String instance) {
      this.instance = instance;
    }

    String instance() {
      return instance;
    }

    /** Only what is up to here need arrive from now on; what was promised less stays so. */
    void promiseOnly(long sequence) {
      promised = Math.min(promised, sequence);
    }

    /** It counted that many lost, and said so. */
    void mayMiss(long events) {
      mayMiss += events;
    }

    /** Somebody damaged a file that held these. */
    void damaged(long first, long last) {
      damaged.merge(first, last, Math::max);
    }

    private boolean isDamaged(long sequence) {
      return damaged.headMap(sequence, true).values().stream().anyMatch(last -> last >= sequence);
    }
  }

  private final Map<String, Life> lives = new LinkedHashMap<>();
  private final Map<String, String> documents = new HashMap<>();
  private final Map<String, String> idOfPayload = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private int conflicts;

  Life begin(InstanceId instance) {
    Life life = new Life(instance.value());
    lives.put(life.instance, life);
    return life;
  }

  Life life(String instance) {
    return lives.get(instance);
  }

  /** The event with the next sequence. */
  void appended(Life life, String payload) {
    life.payloads.add(payload);
  }

  void violation(String what) {
    violations.add(what);
  }

  List<String> violations() {
    return violations;
  }

  /** How often a document came once more. */
  int conflicts() {
    return conflicts;
  }

  int documents() {
    return documents.size();
  }

  /** Events that are gone, as their level allows: were there none, nothing would be tested. */
  int lostUnpromised() {
    return lives.values().stream()
        .mapToInt(
            life -> missing(life, Long.MAX_VALUE).size() - missing(life, life.promised).size())
        .sum();
  }

  /** The index executes a pair: 201, or 409 when it has the document. */
  int execute(String action, String document) {
    Matcher matcher = ID.matcher(action);
    if (!matcher.find()) {
      violation("an action without id: " + action);
      return 400;
    }
    String id = matcher.group(1);
    boolean isRecord = id.indexOf('~') > 0;
    String before = documents.putIfAbsent(id, document);
    if (before != null) {
      conflicts++;
      if (!isRecord && !before.equals(document)) {
        violation("another document under the id " + id + ": " + document + " after " + before);
      }
      return 409;
    }
    if (isRecord) {
      return 201;
    }
    judge(id, document);
    return 201;
  }

  private void judge(String id, String document) {
    Life life = lives.get(id.substring(0, INSTANCE_CHARACTERS));
    Matcher payload = PAYLOAD.matcher(document);
    Matcher number = SEQUENCE.matcher(document);
    long sequence = sequence(id);
    if (life == null || !payload.find() || !number.find()) {
      violation("a document that nobody wrote: " + id + " " + document);
      return;
    }
    if (sequence >= life.payloads.size()
        || !life.payloads.get((int) sequence).equals(payload.group(1))
        || Long.parseLong(number.group(1)) != sequence
        || !document.endsWith("}")) {
      violation("the document " + id + " is not the event " + sequence + ": " + document);
    }
    String other = idOfPayload.putIfAbsent(payload.group(1), id);
    if (other != null) {
      violation("an event is there twice, as " + other + " and as " + id);
    }
  }

  private static long sequence(String id) {
    long sequence = 0;
    for (char c : id.substring(INSTANCE_CHARACTERS).toCharArray()) {
      sequence = sequence << 6 | ALPHABET.indexOf(c);
    }
    return sequence;
  }

  private static String id(String instance, long sequence) {
    StringBuilder id = new StringBuilder(instance);
    for (int shift = 42; shift >= 0; shift -= 6) {
      id.append(ALPHABET.charAt((int) (sequence >>> shift) & 63));
    }
    return id.toString();
  }

  /** Whether the index has all events of an instance up to one, but for damaged ones. */
  private List<Long> missing(Life life, long through) {
    List<Long> missing = new ArrayList<>();
    for (long i = 0; i <= Math.min(through, life.payloads.size() - 1L); i++) {
      if (!documents.containsKey(id(life.instance, i)) && !life.isDamaged(i)) {
        missing.add(i);
      }
    }
    return missing;
  }

  /** After everything that can arrive has. */
  void judgeAtTheEnd() {
    for (Life life : lives.values()) {
      List<Long> missing = missing(life, life.promised);
      if (missing.size() > life.mayMiss) {
        violation(
            life.instance
                + " lacks "
                + missing
                + " of "
                + life.payloads.size()
                + ", promised up to "
                + life.promised
                + ", counted lost "
                + life.mayMiss);
      }
      judgeObituary(life);
    }
  }

  /** What a record says about a dead instance is true. */
  private void judgeObituary(Life life) {
    String told = documents.get(life.instance + "~d");
    if (told == null) {
      return;
    }
    long secured = number(SECURED, told);
    long claimed = number(CLAIMED, told);
    if (claimed >= life.payloads.size()) {
      violation(life.instance + " is said to have given out " + claimed + ": " + told);
    }
    List<Long> missing = missing(life, secured);
    if (missing.size() > life.mayMiss) {
      violation(life.instance + " lacks " + missing + " though they were secured: " + told);
    }
  }

  private static long number(Pattern member, String document) {
    Matcher matcher = member.matcher(document);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
  }
}
