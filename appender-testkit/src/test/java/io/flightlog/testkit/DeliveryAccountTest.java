package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule by a violation that it catches, in an account that closes without it. */
class DeliveryAccountTest {

  private static final String ME = "0123456789abcdef";
  private static final String ADOPTED = "fedcba9876543210";

  private final SequenceOracle index = new SequenceOracle();
  private final List<JsonNode> records = new ArrayList<>();

  /** What a pipeline counted that dropped 3, delivered 90 and redirected 2 of 100. */
  private static PipelineStatistics counters() {
    return new PipelineStatistics(103, 100, 0, 3, 90, 2, 1, 4, 2, 1);
  }

  /** The same account with everything that its events can come to. */
  private DeliveryAccount whole() {
    arrive(0, 92);
    records.add(status(50, 40, 0, 0, 0, 0));
    records.add(status(100, 85, 2, 1, 4, 3));
    return account().counters(counters());
  }

  private DeliveryAccount account() {
    return DeliveryAccount.of(ME).index(index).records(records);
  }

  @Test
  void closesWhereAllThreeTellOneStory() {
    index.record(ADOPTED, 7);
    index.record(ADOPTED, 7);
    assertEquals(92, whole().closedInOrder().assertCloses().events());
  }

  @Test
  void outOfOrderIsReportedAndNoViolation() {
    index.record(ME, 1);
    index.record(ME, 0);
    long disorder =
        account()
            .counters(new PipelineStatistics(2, 2, 0, 0, 2, 0, 0, 0, 0, 0))
            .assertCloses()
            .outOfOrder();
    assertEquals(1, disorder);
  }

  @Test
  void catchesASequenceThatIsThereTwice() {
    DeliveryAccount account = whole();
    index.record(ME, 17);
    assertCaught(account, "more than once: [17]");
  }

  @Test
  void catchesMoreMissingThanTheCountersSay() {
    arrive(0, 40);
    arrive(41, 92);
    assertCaught(account().counters(counters()), "9 missing [40,92-99], by the counters: 8");
  }

  @Test
  void catchesLessMissingThanTheCountersSayUnlessAnswersWereUnheard() {
    arrive(0, 93);
    DeliveryAccount account = account().counters(counters());
    assertCaught(account, "7 missing [93-99], by the counters: 8");
    account.answersUnheard().assertCloses();
  }

  @Test
  void catchesMoreMissingThanCountedAlsoWhereAnswersWereUnheard() {
    arrive(0, 91);
    assertCaught(account().counters(counters()).answersUnheard(), "by the counters: 0 to 8");
  }

  @Test
  void catchesASequenceBeyondWhatWasAccepted() {
    DeliveryAccount account = whole();
    index.record(ME, 100);
    assertCaught(account, "sequence 100 is in the index, accepted: 100");
  }

  @Test
  void whatWasAdoptedMayBeWhatIsLostOrHeld() {
    arrive(0, 10);
    DeliveryAccount account =
        account().counters(new PipelineStatistics(10, 10, 5, 0, 12, 0, 0, 1, 0, 2));
    account.assertCloses();
    records.add(status(10, 12, 0, 0, 1, 0));
    account().counters(new PipelineStatistics(10, 10, 5, 0, 12, 0, 0, 1, 0, 2)).assertCloses();
  }

  @ParameterizedTest
  @CsvSource({"104, 100, 0", "103, 99, 0", "103, 100, 1"})
  void catchesCountersThatDoNotClose(long offered, long accepted, long adopted) {
    arrive(0, 92);
    DeliveryAccount account =
        account()
            .counters(new PipelineStatistics(offered, accepted, adopted, 3, 90, 2, 1, 4, 2, 1));
    assertCaught(account, "the counters do not close");
  }

  @ParameterizedTest
  @CsvSource({
    "101, 85, 2, 1, 4, 3, 'accepted 101, but 100 counted'",
    "100, 91, 2, 1, 4, 3, 'delivered 91, but 90 counted'",
    "100, 91, 2, 1, 4, 3, 'delivered and redirected 93, but 92 in the index'",
    "100, 85, 3, 1, 4, 3, 'redirected 3, but 2 counted'",
    "100, 85, 2, 2, 4, 3, 'dead-lettered 2, but 1 counted'",
    "100, 85, 2, 1, 5, 3, 'lost 5, but 4 counted'",
    "100, 85, 2, 1, 4, 4, 'dropped 4, but 3 counted'",
    "80, 85, 2, 1, 4, 3, 'settled 92, but 80 accepted by its own word'",
  })
  void catchesANewestRecordThatClaimsTooMuch(
      long accepted,
      long delivered,
      long redirected,
      long deadLettered,
      long lost,
      long dropped,
      String violation) {
    arrive(0, 92);
    records.add(status(accepted, delivered, redirected, deadLettered, lost, dropped));
    assertCaught(account().counters(counters()), violation);
  }

  @Test
  void catchesARecordWithoutItsNumbers() {
    arrive(0, 92);
    ObjectNode record = status(100, 85, 2, 1, 4, 3);
    record.remove("flightlog.lost");
    records.add(record);
    assertCaught(account().counters(counters()), "no integer flightlog.lost");
  }

  @ParameterizedTest
  @CsvSource({"3, 3, 'lost 3, but 4'", "4, 2, 'dropped 2, but 3'"})
  void catchesALastRecordThatTellsTooLittleOfWhatWasClosedInOrder(
      long lost, long dropped, String violation) {
    arrive(0, 92);
    records.add(status(100, 85, 2, 1, lost, dropped));
    account().counters(counters()).assertCloses();
    assertCaught(account().counters(counters()).closedInOrder(), violation);
  }

  @Test
  void catchesAMissingLastRecord() {
    arrive(0, 92);
    assertCaught(account().counters(counters()).closedInOrder(), "no status record");
  }

  @Test
  void aKilledInstanceMayMissWhatNobodyPromised() {
    arrive(0, 80);
    arrive(82, 85);
    records.add(status(60, 50, 0, 0, 0, 0));
    records.add(died(90, 79));
    account().killed().nothingMissingThrough(79).missingAtMost(8).assertCloses();
  }

  @Test
  void catchesAHoleInWhatWasPromised() {
    arrive(0, 80);
    arrive(81, 85);
    DeliveryAccount account = account().killedUnrecorded().nothingMissingThrough(80);
    assertCaught(account, "missing [80], but nothing may be up to 80");
    assertCaught(account.nothingMissingThrough(90), "missing [80,85-90]");
  }

  @Test
  void catchesMoreMissingThanTolerated() {
    arrive(0, 80);
    records.add(died(84, 70));
    assertCaught(account().killed().missingAtMost(4), "5 missing [80-84], at most 4");
  }

  @ParameterizedTest
  @CsvSource({"0", "2"})
  void catchesADeathThatIsNotRecordedExactlyOnce(int times) {
    arrive(0, 80);
    for (int i = 0; i < times; i++) {
      records.add(died(79, 79));
    }
    assertCaught(account().killed(), times + " recorder-died records, expected 1");
  }

  @Test
  void catchesTheDeathOfAnInstanceThatLives() {
    DeliveryAccount account = whole();
    records.add(died(99, 91));
    assertCaught(account.records(records), "1 recorder-died records, expected 0");
  }

  @Test
  void catchesADeathThatContradictsItself() {
    arrive(0, 80);
    records.add(died(70, 78));
    assertCaught(account().killed(), "says sequence 70, but secured 78");
  }

  @Test
  void aDeathMayKnowLessThanTheIndex() {
    arrive(0, 80);
    records.add(died(78, 70));
    account().killed().assertCloses();
  }

  @Test
  void catchesAHoleInWhatIsSaidToBeSecured() {
    arrive(0, 80);
    records.add(died(90, 80));
    assertCaught(account().killed(), "secured up to 80, but missing: 80-90");
  }

  @Test
  void namesEveryViolationAtOnce() {
    DeliveryAccount account = whole();
    index.record(ME, 3);
    index.record(ME, 150);
    records.add(status(200, 85, 2, 1, 4, 3));
    String message = caught(account.records(records));
    assertTrue(message.contains("more than once: [3]"), message);
    assertTrue(message.contains("sequence 150 is in the index"), message);
    assertTrue(message.contains("accepted 200"), message);
    assertTrue(message.contains("58 missing [92-149]"), message);
  }

  @Test
  void isNoAccountWithoutABoundOnWhatMayBeMissing() {
    arrive(0, 10);
    assertThrows(IllegalStateException.class, () -> account().assertCloses());
    assertThrows(IllegalStateException.class, () -> account().killedUnrecorded().assertCloses());
  }

  private void arrive(long from, long to) {
    LongStream.range(from, to).forEach(sequence -> index.record(ME, sequence));
  }

  private static void assertCaught(DeliveryAccount account, String violation) {
    String message = caught(account);
    assertTrue(message.contains(violation), message);
  }

  private static String caught(DeliveryAccount account) {
    return String.valueOf(assertThrows(AssertionError.class, account::assertCloses).getMessage());
  }

  private static ObjectNode status(
      long accepted, long delivered, long redirected, long deadLettered, long lost, long dropped) {
    ObjectNode record = record("recorder-status");
    record.put("flightlog.sequence", accepted - 1).put("flightlog.accepted", accepted);
    record.put("flightlog.delivered", delivered).put("flightlog.redirected", redirected);
    record.put("flightlog.dead_lettered", deadLettered).put("flightlog.lost", lost);
    record.put("flightlog.dropped.trace", 0).put("flightlog.dropped.debug", dropped);
    record.put("flightlog.dropped.info", 0).put("flightlog.dropped.warn", 0);
    return record.put("flightlog.dropped.error", 0);
  }

  private static ObjectNode died(long sequence, long secured) {
    ObjectNode record = record("recorder-died");
    return record.put("flightlog.sequence", sequence).put("flightlog.secured", secured);
  }

  private static ObjectNode record(String action) {
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    return record.put("event.kind", "metric").put("event.action", action);
  }
}
