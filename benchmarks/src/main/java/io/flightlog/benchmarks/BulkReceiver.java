package io.flightlog.benchmarks;

import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.fake.RecordedRequest;

/** The testkit's stand-in for Elasticsearch; sequences are those of {@code event.sequence}. */
final class BulkReceiver implements Receiver {
  private final FakeElasticsearch server = FakeElasticsearch.startedForLoad();

  @Override
  public int port() {
    return server.url().getPort();
  }

  @Override
  public SequenceOracle sequences() {
    return server.sequences();
  }

  @Override
  public long wireBytes() {
    return server.bulkRequests().stream().mapToLong(RecordedRequest::wireBytes).sum();
  }

  /** Records about the recorder have no sequence, on purpose. */
  @Override
  public long unknown() {
    return 0;
  }

  @Override
  public void close() {
    server.close();
  }
}
