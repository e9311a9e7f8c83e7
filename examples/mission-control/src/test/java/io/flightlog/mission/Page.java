package io.flightlog.mission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What the page does: asks Mission Control, and reads JSON. */
final class Page {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;

  /** Status and body of an answer. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.at("/error/code").asText();
    }
  }

  Page(URI url) {
    this.url = url;
  }

  /**
   * @param parameters names and values in turn
   */
  Answer ask(String path, String... parameters) {
    HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path, parameters)).build());
    try {
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException noJson) {
      throw new UncheckedIOException(response.body(), noJson);
    }
  }

  /** The body of an answer that must be one. */
  JsonNode get(String path, String... parameters) {
    Answer answer = ask(path, parameters);
    if (answer.status() != 200) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.body();
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  /** Listens to a tail. */
  TailListener listen(String lastEventId, String... parameters) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri("/api/tail", parameters))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return TailListener.of(http, request.build());
  }

  private URI uri(String path, String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      query
          .append(i == 0 ? '?' : '&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    return url.resolve(path + query);
  }
}
