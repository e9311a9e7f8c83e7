package io.flightlog.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * One round of one subject.
 *
 * @param figures those of the receiver are missing where there is none, those of the process where
 *     it was killed
 * @param latencies of the calls, see {@link Latencies}
 * @param arrivals events that had come by the end of each {@link ReceiverProgram#STEP}; empty where
 *     there is no receiver
 */
record Measured(Map<Figure, Double> figures, List<Long> latencies, List<Long> arrivals) {
  Measured {
    figures = Map.copyOf(figures);
    latencies = List.copyOf(latencies);
    arrivals = List.copyOf(arrivals);
  }
}
