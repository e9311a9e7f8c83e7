package io.flightlog.logback;

/** The element {@code <headers>}: holds a {@code <header>} for each extra HTTP header. */
public final class HeadersOptions {
  final OptionWords words = new OptionWords("headers.");

  public void addHeader(HeaderOptions header) {
    words.add(header::addTo);
  }
}
