package io.flightlog.benchmarks;

import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.fake.HttpListener;
import io.flightlog.testkit.fake.HttpReply;
import io.flightlog.testkit.fake.RecordedRequest;
import java.util.concurrent.atomic.AtomicLong;

/** Answers pushes in JSON as Loki does, 204 and nothing else, and finds each message's sequence. */
final class LokiReceiver implements Receiver {
  private static final String SENDER = "loki";
  private static final HttpReply TAKEN = HttpReply.of(204, "", new byte[0]);
  private static final HttpReply UNAVAILABLE = HttpReply.of(503, "", new byte[0]);

  private final int port = RealElasticsearch.freePort();
  private final SequenceOracle sequences = new SequenceOracle();
  private final AtomicLong bytes = new AtomicLong();
  private HttpListener listener = HttpListener.on(port, this::answer);
  private boolean down;
  private volatile HttpReply reply = TAKEN;

  @Override
  public int port() {
    return port;
  }

  @Override
  public SequenceOracle sequences() {
    return sequences;
  }

  @Override
  public long wireBytes() {
    return bytes.get();
  }

  /** A push is no line: what has no sequence is not seen. */
  @Override
  public long unknown() {
    return 0;
  }

  @Override
  public synchronized void suffer(Fault fault) {
    switch (fault) {
      case DOWN -> {
        down = true;
        listener.close();
      }
      case UNAVAILABLE -> reply = UNAVAILABLE;
      case SLOW -> reply = TAKEN.after(Fault.DELAY);
      case KILL -> throw new IllegalArgumentException("not a receiver's fault: " + fault);
    }
  }

  @Override
  public synchronized void recover() {
    reply = TAKEN;
    if (down) {
      down = false;
      listener = HttpListener.on(port, this::answer);
    }
  }

  @Override
  public synchronized void close() {
    listener.close();
  }

  private HttpReply answer(RecordedRequest request) {
    HttpReply now = reply;
    bytes.addAndGet(request.wireBytes());
    if (now != UNAVAILABLE) {
      MessageScanner.forEach(request.body(), sequence -> sequences.record(SENDER, sequence));
    }
    return now;
  }
}
