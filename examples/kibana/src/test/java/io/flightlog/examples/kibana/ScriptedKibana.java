package io.flightlog.examples.kibana;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request with one text, and keeps what it was asked. The texts are those of a real
 * Kibana, taken from its sources: its own integration tests of {@code _import} (success, conflict,
 * missing reference), of its HTTP server (400, not ready), and of its privileges (403).
 */
final class ScriptedKibana implements AutoCloseable {
  static final String IMPORTED =
      "{\"successCount\":6,\"success\":true,\"warnings\":[],\"successResults\":["
          + "{\"type\":\"index-pattern\",\"id\":\"flightlog-logs\",\"meta\":{\"title\":\"logs-*\","
          + "\"icon\":\"indexPatternApp\"},\"managed\":false,\"overwrite\":true}]}";

  /** With a title that looks like a success. */
  static final String MISSING_REFERENCE =
      "{\"successCount\":0,\"success\":false,\"warnings\":[],\"errors\":[{\"id\":\"1\",\"type\":"
          + "\"visualization\",\"meta\":{\"title\":\"\\\"success\\\":true\","
          + "\"icon\":\"chartBarVertical\"},\"error\":{\"type\":\"missing_references\","
          + "\"references\":[{\"type\":\"index-pattern\",\"id\":\"non-existing\"}]}}]}";

  static final String CONFLICT =
      "{\"successCount\":0,\"success\":false,\"warnings\":[],\"errors\":[{\"id\":\"2\",\"type\":"
          + "\"dashboard\",\"meta\":{\"title\":\"Requests\",\"icon\":\"productDashboard\"},"
          + "\"error\":{\"type\":\"conflict\"}}]}";

  static final String UNAUTHORIZED =
      "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"Unauthorized\"}";
  static final String FORBIDDEN =
      "{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\"Unable to bulk_create dashboard\"}";
  static final String NOT_FOUND =
      "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}";
  static final String NO_HEADER =
      "{\"statusCode\":400,\"error\":\"Bad Request\","
          + "\"message\":\"Request must contain a kbn-xsrf header.\"}";
  static final String NOT_READY = "Kibana server is not ready yet";

  /** What it was asked; the body as it came, in ISO-8859-1. */
  record Request(
      String method, String target, @Nullable String xsrf, @Nullable String login, String body) {}

  private final HttpServer server;
  private final int status;
  private final String answer;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  ScriptedKibana(int status, String answer) throws IOException {
    this.status = status;
    this.answer = answer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("kbn-xsrf"),
              exchange.getRequestHeaders().getFirst("Authorization"),
              body));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Location", "/login");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
