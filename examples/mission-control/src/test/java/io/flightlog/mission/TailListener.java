package io.flightlog.mission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads a tail as a browser's EventSource does; each wait has a deadline. */
final class TailListener implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final InputStream body;
  private String lastId;

  /** One event; {@code id} is the last one that was given. */
  record Event(String type, String id, JsonNode data) {}

  private TailListener(InputStream body) {
    this.body = body;
  }

  static TailListener of(HttpClient http, HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(response.statusCode() + ": " + response);
      }
      TailListener listener = new TailListener(response.body());
      Thread reader = new Thread(listener::read, "listener");
      reader.setDaemon(true);
      reader.start();
      return listener;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = null;
      String type = "message";
      StringBuilder data = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        } else if (line.isEmpty() && data.length() > 0) {
          events.add(new Event(type, id, JSON.readTree(data.toString())));
          data.setLength(0);
        }
      }
    } catch (IOException closed) {
      // nobody listens any more
    }
  }

  /** The next event of a type; others are passed over. */
  Event await(String type) {
    try {
      Event event;
      do {
        event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("no event " + type + " within " + DEADLINE_SECONDS + " s");
        }
        lastId = event.id();
      } while (!event.type().equals(type));
      return event;
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  void awaitState(String state) {
    String now;
    do {
      now = await("state").data().path("state").asText();
    } while (!now.equals(state));
  }

  /** The messages of so many lines, which may come in several batches, and not more. */
  List<String> messages(int count) {
    List<String> messages = new ArrayList<>();
    while (messages.size() < count) {
      await("lines")
          .data()
          .path("lines")
          .forEach(hit -> messages.add(hit.at("/line/message").asText()));
    }
    return messages;
  }

  /** The id of the last event that was awaited. */
  String lastId() {
    return lastId;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
