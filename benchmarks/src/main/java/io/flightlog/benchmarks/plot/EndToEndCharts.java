package io.flightlog.benchmarks.plot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws a run: how long calls took, as percentiles up to the sixth nine, and what arrived over
 * time. A subject that failed in any round is not drawn.
 */
public final class EndToEndCharts {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 560;
  private static final int SMOOTHED_STEPS = 5;
  private static final double MICRO = 1_000;

  private final JsonNode run;

  private EndToEndCharts(JsonNode run) {
    this.run = run;
  }

  /** Draws again: the JSON, and the directory for the pictures. */
  public static void main(String[] arguments) throws IOException {
    draw(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** Writes {@code latencies.png} and {@code throughput.png}. */
  public static void draw(Path json, Path directory) throws IOException {
    EndToEndCharts charts = new EndToEndCharts(new ObjectMapper().readTree(json.toFile()));
    save(charts.latencies(), directory.resolve("latencies.png"));
    save(charts.throughput(), directory.resolve("throughput.png"));
  }

  /** The median of all rounds at each point. */
  private XYChart latencies() {
    XYChart chart = chart("How long a call takes", "percentile", "µs");
    int pointsPerNine = run.path("latencyPointsPerNine").asInt();
    chart.getStyler().setYAxisLogarithmic(true);
    chart.setCustomXAxisTickLabelsFormatter(EndToEndCharts::percentile);
    for (JsonNode subject : complete()) {
      List<JsonNode> rounds = subject.path("rounds").findValues("latencies");
      double[] x = steps(rounds.get(0).size(), 1.0 / pointsPerNine, 0);
      if (x.length > 0) {
        double[] y =
            IntStream.range(0, x.length)
                .mapToDouble(point -> Math.max(1, median(rounds, point)) / MICRO)
                .toArray();
        add(chart, subject, x, y);
      }
    }
    return chart;
  }

  /** Of the first round, over half a second each. */
  private XYChart throughput() {
    XYChart chart = chart("What arrives", "seconds", "events/s");
    double step = run.path("arrivalStepMillis").asDouble() / MICRO;
    for (JsonNode subject : complete()) {
      JsonNode arrivals = subject.path("rounds").path(0).path("arrivals");
      int points = arrivals.size() / SMOOTHED_STEPS;
      if (points > 1) {
        double width = step * SMOOTHED_STEPS;
        double[] y =
            IntStream.range(1, points)
                .mapToDouble(point -> (upTo(arrivals, point) - upTo(arrivals, point - 1)) / width)
                .toArray();
        add(chart, subject, steps(y.length, width, width), y);
      }
    }
    return chart;
  }

  private List<JsonNode> complete() {
    return run.path("subjects").findParents("rounds").stream()
        .filter(subject -> subject.path("failures").isEmpty())
        .filter(subject -> !subject.path("rounds").isEmpty())
        .toList();
  }

  private static double upTo(JsonNode arrivals, int point) {
    return arrivals.path(point * SMOOTHED_STEPS).asDouble();
  }

  private static double median(List<JsonNode> rounds, int point) {
    double[] sorted = rounds.stream().mapToDouble(r -> r.path(point).asDouble()).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double[] steps(int count, double width, double first) {
    return IntStream.range(0, count).mapToDouble(step -> first + step * width).toArray();
  }

  /** So many nines: 0 is the least, 2 is 99 %. */
  private static String percentile(double nines) {
    double share = 100 * (1 - Math.pow(10, -nines));
    int decimals = (int) Math.max(0, Math.ceil(nines) - 1);
    return String.format(Locale.ROOT, "%." + decimals + "f %%", share);
  }

  private static XYChart chart(String title, String xTitle, String yTitle) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(xTitle)
            .yAxisTitle(yTitle)
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    return chart;
  }

  private static void add(XYChart chart, JsonNode subject, double[] x, double[] y) {
    chart.addSeries(subject.path("title").asText(), x, y).setMarker(SeriesMarkers.NONE);
  }

  private static void save(XYChart chart, Path file) throws IOException {
    if (!chart.getSeriesCollection().isEmpty()) {
      ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
    }
  }
}
