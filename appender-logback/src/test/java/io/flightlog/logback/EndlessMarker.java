package io.flightlog.logback;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Marker;

/** A marker of another make, whose references are new ones without end. */
final class EndlessMarker implements Marker {
  private static final long serialVersionUID = 1L;

  private final transient AtomicInteger made;
  private final String name;

  /**
   * @param made counts them
   */
  EndlessMarker(AtomicInteger made) {
    this.made = made;
    this.name = "marker-" + made.getAndIncrement();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void add(Marker reference) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean remove(Marker reference) {
    return false;
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for it
  public boolean hasChildren() {
    return true;
  }

  @Override
  public boolean hasReferences() {
    return true;
  }

  @Override
  public Iterator<Marker> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Marker next() {
        return new EndlessMarker(made);
      }
    };
  }

  @Override
  public boolean contains(Marker other) {
    return false;
  }

  @Override
  public boolean contains(String other) {
    return false;
  }
}
