package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class OtelResourceTest {
  @Test
  void readsPairs() {
    OtelResource resource = OtelResource.parse(" service.name = jobs ,service.version=1=2,a=1,a=2");
    assertEquals("jobs", resource.get("service.name"));
    assertEquals("1=2", resource.get("service.version"));
    assertEquals("2", resource.get("a"));
    assertEquals("2", resource.get("b", "a"));
    assertNull(resource.get("b"));
  }

  @Test
  void decodesPercentSigns() {
    OtelResource resource = OtelResource.parse("a=x%2Cy%3Dz%20%C3%A4,b=100%,c=%zz%4");
    assertEquals("x,y=z ä", resource.get("a"));
    assertEquals("100%", resource.get("b"));
    assertEquals("%zz%4", resource.get("c"));
  }

  @Test
  void passesOverWhatIsNoPair() {
    OtelResource resource = OtelResource.parse("=x,novalue,empty=,,a=1");
    assertEquals("1", resource.get("a"));
    assertNull(resource.get(""));
    assertNull(resource.get("empty"));
    assertNull(OtelResource.parse(null).get("a"));
  }
}
