package io.flightlog.logback;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Marker;

/** A marker of another make, which does not prevent cycles as SLF4J's own does. */
final class CyclicMarker implements Marker {
  private static final long serialVersionUID = 1L;

  final transient List<Marker> references = new ArrayList<>();
  private final String name;

  CyclicMarker(String name) {
    this.name = name;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public void add(Marker reference) {
    references.add(reference);
  }

  @Override
  public boolean remove(Marker reference) {
    return references.remove(reference);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for it
  public boolean hasChildren() {
    return hasReferences();
  }

  @Override
  public boolean hasReferences() {
    return !references.isEmpty();
  }

  @Override
  public Iterator<Marker> iterator() {
    return references.iterator();
  }

  @Override
  public boolean contains(Marker other) {
    return other == this;
  }

  @Override
  public boolean contains(String other) {
    return other.equals(name);
  }
}
