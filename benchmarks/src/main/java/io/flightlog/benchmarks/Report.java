package io.flightlog.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is shown of a run: a Markdown table for people, JSON for comparisons. */
final class Report {
  private final Map<Subject, Rounds> results;

  Report(Map<Subject, Rounds> results) {
    this.results = new EnumMap<>(results);
  }

  private Map<Figure, Double> summary(Subject subject, Rounds rounds) {
    Rounds floor = results.get(subject.floor());
    return rounds.summaryAbove(floor == null ? Map.of() : floor.summary());
  }

  boolean complete() {
    return results.values().stream().allMatch(rounds -> rounds.failures().isEmpty());
  }

  /** A row for each subject. One that failed in any round has no numbers. */
  String markdown() {
    List<Figure> figures = figures();
    StringBuilder table = new StringBuilder("| |");
    for (Figure figure : figures) {
      table.append(' ').append(figure.title()).append(" |");
    }
    table.append("\n|---|").append("--:|".repeat(figures.size())).append('\n');
    results.forEach((subject, rounds) -> row(table, figures, subject, rounds));
    return table.toString();
  }

  /** Those of the server only where there is one. */
  private List<Figure> figures() {
    Set<Figure> known = EnumSet.range(Figure.DELIVERED, Figure.WIRE_BYTES);
    results.values().forEach(rounds -> known.addAll(rounds.summary().keySet()));
    return List.copyOf(known);
  }

  private void row(StringBuilder table, List<Figure> figures, Subject subject, Rounds rounds) {
    table.append("| ").append(subject.title()).append(" |");
    if (!rounds.failures().isEmpty()) {
      table.append(" **failed**: ").append(rounds.failures().get(0).replace('|', '/')).append(" |");
      table.append(" – |".repeat(figures.size() - 1)).append('\n');
      return;
    }
    Map<Figure, Double> summary = summary(subject, rounds);
    for (Figure figure : figures) {
      Double value = summary.get(figure);
      table.append(' ').append(value == null ? "–" : figure.show(value)).append(" |");
    }
    table.append('\n');
  }

  /** Writes every round. */
  void write(Path file, Map<String, Object> circumstances) throws IOException {
    Map<String, Object> subjects = new LinkedHashMap<>();
    results.forEach(
        (subject, rounds) ->
            subjects.put(
                subject.id(),
                Map.of(
                    "title", subject.title(),
                    "rounds", rounds.all(),
                    "failures", rounds.failures(),
                    "summary", summary(subject, rounds))));
    Map<String, Object> report = new LinkedHashMap<>(circumstances);
    report.put("subjects", subjects);
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
  }
}
