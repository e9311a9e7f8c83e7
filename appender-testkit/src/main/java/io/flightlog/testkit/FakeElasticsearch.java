package io.flightlog.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.fake.BulkExecutor;
import io.flightlog.testkit.fake.BulkExecutor.ItemRule;
import io.flightlog.testkit.fake.DocumentStore;
import io.flightlog.testkit.fake.HttpListener;
import io.flightlog.testkit.fake.HttpReply;
import io.flightlog.testkit.fake.RealAnswers;
import io.flightlog.testkit.fake.RecordedRequest;
import io.flightlog.testkit.fake.StoredDocument;
import io.flightlog.testkit.server.LoopbackPorts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scripted server on a loopback port. Left alone it behaves like a healthy Elasticsearch 8
 * towards a shipper: it executes {@code _bulk} bodies, remembers ids (a second {@code create} is a
 * 409), accepts templates, honours {@code filter_path} and gzip both ways. Told so, it answers as
 * real servers, proxies and broken networks do. Fast enough to receive a million events.
 * Thread-safe; a test may change the script while clients talk.
 */
public final class FakeElasticsearch implements AutoCloseable {

  private final boolean retainDocuments;
  private final SequenceOracle sequences = new SequenceOracle();
  private final DocumentStore documents;
  private final BulkExecutor executor;
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final Deque<FakeAnswer> nextBulks = new ArrayDeque<>();
  private final Map<String, Function<RecordedRequest, FakeAnswer>> paths =
      new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> resources = new TreeMap<>();
  private volatile Function<RecordedRequest, FakeAnswer> everyBulk = bulk -> FakeAnswer.normal();
  private final int port;
  private volatile boolean remembersRequests = true;
  private @Nullable HttpListener listener;

  private FakeElasticsearch(boolean retainDocuments, int port) {
    this.retainDocuments = retainDocuments;
    this.port = port;
    this.documents = new DocumentStore(retainDocuments, sequences::record);
    this.executor = new BulkExecutor(documents);
  }

  /** Listens, and keeps all documents and bodies. */
  public static FakeElasticsearch started() {
    return absent(true).start();
  }

  /** Listens; keeps ids and sequences only, for millions of events. */
  public static FakeElasticsearch startedForLoad() {
    return absent(false).start();
  }

  /** Remembers no request from now on, not even without its body: for an hour's load. */
  public FakeElasticsearch forgetRequests() {
    remembersRequests = false;
    return this;
  }

  /** Has an {@link #url} that refuses connections until {@link #start}. */
  public static FakeElasticsearch absent(boolean retainDocuments) {
    return new FakeElasticsearch(retainDocuments, LoopbackPorts.free());
  }

  /** Listens again, on the same port, with all it had. */
  public synchronized FakeElasticsearch start() {
    if (listener == null) {
      listener = HttpListener.on(port, this::answer);
    }
    return this;
  }

  @Override
  public void close() {
    stop();
  }

  /** Breaks all connections and refuses new ones, as a server that is down; keeps all it had. */
  public synchronized void stop() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Answers for the next bulk requests, one each, in the order in which they are read. */
  public void nextBulk(FakeAnswer... answers) {
    synchronized (nextBulks) {
      nextBulks.addAll(List.of(answers));
    }
  }

  /** The answer to all bulk requests that no {@link #nextBulk} is left for. */
  public void everyBulk(FakeAnswer answer) {
    everyBulkBy(bulk -> answer);
  }

  /** The same, with an answer that depends on the request: its size, its headers, what is in it. */
  public void everyBulkBy(Function<RecordedRequest, FakeAnswer> rule) {
    everyBulk = rule;
  }

  /** The answer to all other requests whose path begins so. */
  public void everyRequestTo(String pathPrefix, FakeAnswer answer) {
    everyRequestToBy(pathPrefix, request -> answer);
  }

  /** The same, with an answer that depends on the request. */
  public void everyRequestToBy(String pathPrefix, Function<RecordedRequest, FakeAnswer> rule) {
    paths.put(pathPrefix, rule);
  }

  /** All requests so far, in the order in which they were read whole. */
  public List<RecordedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public List<RecordedRequest> bulkRequests() {
    return requests().stream().filter(RecordedRequest::isBulk).toList();
  }

  /** Documents answered with 201, in order of arrival; empty if they are not retained. */
  public List<StoredDocument> documents() {
    return documents.documents();
  }

  /** Documents answered with 201, also if they are not retained. */
  public long documentCount() {
    return documents.count();
  }

  /** Instances and sequences of all documents that were answered with 201. */
  public SequenceOracle sequences() {
    return sequences;
  }

  /**
   * What an instance's recorder wrote about itself, oldest first; empty if documents are not
   * retained.
   */
  public List<JsonNode> records(String instance) {
    RecorderRecords records = new RecorderRecords(instance);
    documents().stream()
        .filter(document -> document.text().contains("\"metric\""))
        .forEach(document -> records.add(document.id(), document.source()));
    return records.oldestFirst();
  }

  /** Connections that clients hold open now. */
  public synchronized int openConnections() {
    return listener == null ? 0 : listener.open();
  }

  /** Waits until that many documents were stored. */
  public void awaitDocuments(long count, Duration atMost) {
    Eventually.await(
        () -> count + " documents, there are " + documentCount(),
        atMost,
        () -> documentCount() >= count);
  }

  /** Waits until that many bulk requests were read, whatever was answered. */
  public void awaitBulkRequests(int count, Duration atMost) {
    Eventually.await(
        () -> count + " bulk requests, there are " + bulkRequests().size(),
        atMost,
        () -> bulkRequests().size() >= count);
  }

  private HttpReply answer(RecordedRequest request) {
    if (remembersRequests) {
      synchronized (requests) {
        requests.add(retainDocuments ? request : request.withoutBody());
      }
    }
    return answerFor(request).reply(request, this::execute);
  }

  private FakeAnswer answerFor(RecordedRequest request) {
    if (!request.isBulk()) {
      return paths.entrySet().stream()
          .filter(path -> request.path().startsWith(path.getKey()))
          .map(path -> path.getValue().apply(request))
          .findFirst()
          .orElse(FakeAnswer.normal());
    }
    synchronized (nextBulks) {
      FakeAnswer next = nextBulks.poll();
      return next == null ? everyBulk.apply(request) : next;
    }
  }

  private HttpReply execute(RecordedRequest request, ItemRule items) {
    String path = request.path();
    if (request.isBulk()) {
      return executor.execute(request, items);
    }
    if (path.startsWith("/_index_template/") || path.startsWith("/_component_template/")) {
      return resource(request, path.substring(path.lastIndexOf('/') + 1));
    }
    if (path.startsWith("/_cluster/health")) {
      return HttpReply.json(200, "{\"status\":\"green\",\"timed_out\":false}");
    }
    if (path.equals("/")) {
      return HttpReply.json(200, "{\"name\":\"fake\",\"version\":{\"number\":\"8.19.21\"}}");
    }
    return HttpReply.json(400, RealAnswers.noHandler(request.method(), path));
  }

  /** Templates are kept as they were put, and given back in the shape of a listing. */
  private HttpReply resource(RecordedRequest request, String name) {
    synchronized (resources) {
      if (request.method().equals("PUT") || request.method().equals("POST")) {
        resources.put(request.path(), request.body());
        return HttpReply.json(200, RealAnswers.ACKNOWLEDGED);
      }
      byte[] body = resources.get(request.path());
      if (body == null) {
        return HttpReply.json(404, RealAnswers.templateNotFound(name));
      }
      String kind = request.path().contains("component") ? "component" : "index";
      String template = new String(body, StandardCharsets.UTF_8);
      String one = "{\"name\":\"" + name + "\",\"" + kind + "_template\":" + template + "}";
      return HttpReply.json(200, "{\"" + kind + "_templates\":[" + one + "]}");
    }
  }
}
