package io.flightlog.benchmarks.fleet;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Results as pictures. */
final class FleetCharts {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 380;
  private static final Color[] COLORS = {new Color(0x1f5fa8), new Color(0xc8553d)};

  private FleetCharts() {}

  /** Requests by the second, of a fleet as it is and of one whose back-off has no jitter. */
  static void attempts(FleetResult asItIs, FleetResult inStep, Path file) throws IOException {
    String title =
        String.format(
            "%,d instances, the cluster away from second %d to %d",
            asItIs.scenario().instances(),
            Scenario.BEFORE.toSeconds(),
            asItIs.faultEnds().toSeconds());
    XYChart chart = chart(title, "seconds", "requests sent a second");
    add(chart, "without jitter", inStep.timeline());
    add(chart, "as it is", asItIs.timeline());
    save(chart, file);
  }

  /** How long fleets of each size take to catch up. */
  static void recovery(List<FleetResult> results, Path file) throws IOException {
    XYChart chart = chart("Catching up after a restart", "instances", "seconds");
    chart.getStyler().setXAxisLogarithmic(true);
    double[] x = results.stream().mapToDouble(r -> r.scenario().instances()).toArray();
    double[] last = results.stream().mapToDouble(FleetResult::secondsToRecover).toArray();
    double[] half = results.stream().mapToDouble(FleetResult::medianSecondsToRecover).toArray();
    chart.addSeries("the last instance", x, last).setMarker(SeriesMarkers.CIRCLE);
    chart.addSeries("half of the instances", x, half).setMarker(SeriesMarkers.CIRCLE);
    chart.getStyler().setYAxisMin(0.0);
    save(chart, file);
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
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
    chart.getStyler().setXAxisMaxLabelCount(12);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setSeriesColors(COLORS);
    chart.getStyler().setPlotBorderVisible(false);
    return chart;
  }

  /** Whole seconds only: the last one was not run to its end. */
  private static void add(XYChart chart, String name, Timeline timeline) {
    int seconds = timeline.second();
    double[] x = IntStream.range(0, seconds).asDoubleStream().toArray();
    double[] y = Arrays.stream(timeline.sentBySecond(), 0, seconds).asDoubleStream().toArray();
    chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE);
  }

  private static void save(XYChart chart, Path file) throws IOException {
    ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", file.toFile());
  }
}
