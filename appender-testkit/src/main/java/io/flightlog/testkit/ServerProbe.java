package io.flightlog.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a server from a test, past all of Flightlog: the JDK's HTTP client, Jackson, and
 * nothing that only one version of the server understands. Paths begin with a slash. Thread-safe.
 */
public final class ServerProbe {

  /** What a server answered, whatever the status. */
  public record Answer(int status, JsonNode body) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int PAGE = 10_000;
  private static final int UNAVAILABLE = 503;
  private static final String SCROLL = "2m";

  private final URI url;
  private final HttpClient http;
  private final @Nullable String authorization;

  public ServerProbe(URI url) {
    this(url, HttpClient.newBuilder().connectTimeout(TIMEOUT).build(), null);
  }

  /** For a server whose certificates only that context knows. */
  ServerProbe(URI url, SSLContext tls) {
    this(url, HttpClient.newBuilder().connectTimeout(TIMEOUT).sslContext(tls).build(), null);
  }

  private ServerProbe(URI url, HttpClient http, @Nullable String authorization) {
    this.url = url;
    this.http = http;
    this.authorization = authorization;
  }

  /** The same server, asked as that user. */
  public ServerProbe as(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new ServerProbe(url, http, "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** The same server, asked with that API key, as the server printed it. */
  public ServerProbe asApiKey(String encoded) {
    return new ServerProbe(url, http, "ApiKey " + encoded);
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json, "application/json");
  }

  public Answer post(String path, String json) {
    return send("POST", path, json, "application/json");
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, "application/json");
  }

  public Answer deleteWith(String path, String json) {
    return send("DELETE", path, json, "application/json");
  }

  /** A {@code _bulk} request with this body, whatever becomes of it. */
  public Answer bulkAnswer(String path, String body) {
    return send("POST", path, body, "application/x-ndjson");
  }

  /** A {@code _bulk} request with these lines; fails unless every item was accepted. */
  public void bulk(String path, List<String> lines) {
    String body = String.join("\n", lines) + "\n";
    JsonNode answer = checked(bulkAnswer(path, body), path);
    if (answer.path("errors").asBoolean(true)) {
      throw new IllegalStateException("not all items were accepted: " + answer);
    }
  }

  /** Makes all that was indexed so far visible to searches. */
  public void refresh(String index) {
    checked(post("/" + index + "/_refresh", ""), index);
  }

  /** How many documents a query string finds ({@code *} for all); 0 if there is no such index. */
  public long count(String index, String queryString) {
    String path = countPath(index, queryString);
    return checked(get(path), path).path("count").asLong();
  }

  /**
   * The same, of all that was indexed so far. Waits while the server makes the index, and has no
   * shard yet to ask.
   */
  public long countNow(String index, String queryString) {
    String refresh = "/" + index + "/_refresh?ignore_unavailable=true";
    String count = countPath(index, queryString);
    long[] found = new long[1];
    Eventually.await(
        count,
        TIMEOUT,
        () -> {
          post(refresh, "");
          Answer answer = get(count);
          if (answer.status() == UNAVAILABLE) {
            return false;
          }
          found[0] = checked(answer, count).path("count").asLong();
          return true;
        });
    return found[0];
  }

  private static String countPath(String index, String queryString) {
    String query = URLEncoder.encode(queryString, StandardCharsets.UTF_8);
    return "/" + index + "/_count?ignore_unavailable=true&q=" + query;
  }

  /** The sources of all documents that a query string finds, sorted by one field; all in memory. */
  public List<JsonNode> searchAll(String index, String queryString, String sortField) {
    List<JsonNode> sources = new ArrayList<>();
    ObjectNode search = search(sortField);
    search.putObject("query").putObject("query_string").put("query", queryString);
    forEachHit(index, search, hit -> sources.add(hit.path("_source")));
    return sources;
  }

  /**
   * Streams every {@code event.sequence} of one instance, ascending, repeats included. Millions are
   * fine: {@value #PAGE} at a time, without the documents.
   */
  public void forEachSequence(String index, String instance, LongConsumer sequence) {
    ObjectNode search = search("event.sequence");
    // match: finds the id whether the field is a keyword or, without a template, text
    search.putObject("query").putObject("match").put("agent.ephemeral_id", instance);
    search.put("_source", false);
    forEachHit(
        index,
        search,
        hit -> {
          JsonNode sort = hit.path("sort").path(0);
          // documents without a sequence, status records, sort behind the largest long
          if (sort.isIntegralNumber() && sort.longValue() != Long.MAX_VALUE) {
            sequence.accept(sort.longValue());
          }
        });
  }

  /** Has an oracle judge all events of all instances in an index. */
  public SequenceOracle sequences(String index) {
    SequenceOracle oracle = new SequenceOracle();
    ObjectNode search = search("event.sequence");
    search.putObject("query").putObject("exists").put("field", "event.sequence");
    search.put("_source", false);
    search.putArray("fields").add("agent.ephemeral_id");
    forEachHit(
        index,
        search,
        hit -> {
          String instance = hit.path("fields").path("agent.ephemeral_id").path(0).asText();
          oracle.record(instance, hit.path("sort").path(0).longValue());
        });
    return oracle;
  }

  /** What an instance's recorder wrote about itself, oldest first; all in memory. */
  public List<JsonNode> records(String index, String instance) {
    ObjectNode search = search("@timestamp");
    ArrayNode filter = search.putObject("query").putObject("bool").putArray("filter");
    filter.addObject().putObject("match").put("event.kind", "metric");
    filter.addObject().putObject("match").put("agent.ephemeral_id", instance);
    RecorderRecords records = new RecorderRecords(instance);
    forEachHit(index, search, hit -> records.add(hit.path("_id").asText(), hit.path("_source")));
    return records.oldestFirst();
  }

  /**
   * Streams all hits of a search, page by page of a scroll: the one way through a whole result that
   * Elasticsearch 7 to 9 and OpenSearch share and that drops no hit between pages with equal sort
   * values.
   */
  public void forEachHit(String index, ObjectNode search, Consumer<JsonNode> hit) {
    String first = "/" + index + "/_search?ignore_unavailable=true&scroll=" + SCROLL;
    JsonNode page = checked(post(first, search.toString()), first);
    String scrollId = page.path("_scroll_id").asText();
    while (!page.path("hits").path("hits").isEmpty()) {
      page.path("hits").path("hits").forEach(hit);
      ObjectNode next = JsonNodeFactory.instance.objectNode();
      next.put("scroll", SCROLL).put("scroll_id", scrollId);
      page = checked(post("/_search/scroll", next.toString()), "/_search/scroll");
      scrollId = page.path("_scroll_id").asText(scrollId);
    }
    ObjectNode end = JsonNodeFactory.instance.objectNode();
    end.putArray("scroll_id").add(scrollId);
    // without this the server holds the result until the scroll's time is up
    send("DELETE", "/_search/scroll", end.toString(), "application/json");
  }

  private static ObjectNode search(String sortField) {
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    search.put("size", PAGE);
    ObjectNode sort = search.putArray("sort").addObject().putObject(sortField);
    sort.put("order", "asc").put("unmapped_type", "long");
    return search;
  }

  private static JsonNode checked(Answer answer, String what) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(what + ": HTTP " + answer.status() + " " + answer.body());
    }
    return answer.body();
  }

  private Answer send(String method, String path, @Nullable String body, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(TIMEOUT)
            .method(
                method,
                body == null || body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), parsed(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + url + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + method + " " + url + path, e);
    }
  }

  /** A text node if it is no JSON, as proxies' pages are. */
  private static JsonNode parsed(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.textNode(new String(body, StandardCharsets.UTF_8));
    }
  }
}
