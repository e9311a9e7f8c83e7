package io.flightlog.mission;

import io.flightlog.config.PipelineConfig;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What Mission Control is started with.
 *
 * @param elasticsearch where it is, as whom to ask, whom to trust; the rest of it is not used
 * @param indices data streams, indices or patterns, with commas between
 * @param kibana for links; null if there is none
 * @param port 0: a free one
 */
record Settings(
    PipelineConfig elasticsearch,
    String indices,
    @Nullable URI kibana,
    InetAddress bind,
    int port) {

  URI url() {
    return elasticsearch.destination().urls().get(0);
  }
}
