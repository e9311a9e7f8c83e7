package io.flightlog.benchmarks;

import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.fake.RecordedRequest;
import java.util.concurrent.atomic.LongAdder;

/**
 * The testkit's stand-in for Elasticsearch. Sequences are those of {@code event.sequence} in
 * documents with ids, each of which it stores once; or those of messages in documents without.
 */
final class BulkReceiver implements Receiver {
  private static final String SENDER = "http";

  private final FakeElasticsearch server = FakeElasticsearch.startedForLoad().forgetRequests();
  private final LongAdder wireBytes = new LongAdder();
  private final SequenceOracle sequences;
  private final boolean byMessage;
  private volatile FakeAnswer answer = FakeAnswer.normal();
  private volatile boolean takes = true;

  BulkReceiver(boolean byMessage) {
    this.byMessage = byMessage;
    this.sequences = byMessage ? new SequenceOracle() : server.sequences();
    server.everyBulkBy(this::answer);
  }

  @Override
  public int port() {
    return server.url().getPort();
  }

  @Override
  public SequenceOracle sequences() {
    return sequences;
  }

  @Override
  public long wireBytes() {
    return wireBytes.sum();
  }

  /** Records about the recorder have no sequence, on purpose. */
  @Override
  public long unknown() {
    return 0;
  }

  @Override
  public void suffer(Fault fault) {
    switch (fault) {
      case DOWN -> server.stop();
      case UNAVAILABLE -> {
        takes = false;
        answer = FakeAnswer.unavailable();
      }
      case SLOW -> answer = FakeAnswer.normal().after(Fault.DELAY);
      case KILL -> throw new IllegalArgumentException("not a receiver's fault: " + fault);
    }
  }

  @Override
  public void recover() {
    answer = FakeAnswer.normal();
    takes = true;
    server.start();
  }

  @Override
  public void close() {
    server.close();
  }

  private FakeAnswer answer(RecordedRequest request) {
    wireBytes.add(request.wireBytes());
    if (byMessage && takes) {
      MessageScanner.forEach(request.body(), sequence -> sequences.record(SENDER, sequence));
    }
    return answer;
  }
}
