package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void isReadAsItWasWritten() {
    List<FieldValue> values =
        List.of(
            FieldValue.of(1_795_722_411_294L),
            FieldValue.of("a \"quoted\" \u00e4"),
            FieldValue.NULL,
            FieldValue.of(Long.MIN_VALUE));
    List<FieldValue> read = Place.parse(Place.text(values));
    assertEquals(
        values.stream().map(FieldValue::_get).toList(),
        read.stream().map(FieldValue::_get).toList());
  }

  @Test
  void whatIsNoPlaceIsRefused() {
    for (String text : List.of("", "x", "%", "e30", "WzEs", "A".repeat(5_000))) {
      assertThrows(IllegalArgumentException.class, () -> Place.parse(text), text);
    }
  }
}
