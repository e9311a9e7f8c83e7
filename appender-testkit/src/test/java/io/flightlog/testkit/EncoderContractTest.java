package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.flightlog.testkit.ReferenceEncoder.Fault;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract can be met, and notices each classic bug. */
class EncoderContractTest {

  @Nested
  class ReferenceMeetsIt extends EncoderContract {
    private final ReferenceEncoder encoder = new ReferenceEncoder(Fault.NONE);

    @Override
    public byte[] encode(LogCall call) {
      return encoder.encode(call);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void noticesEachSeededFault(Fault fault) {
    Faulty.seeded = fault;
    Method noticing =
        Arrays.stream(Faulty.class.getMethods())
            .filter(method -> method.getName().equals(fault.noticedBy))
            .findFirst()
            .orElseThrow();
    long failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectMethod(Faulty.class, noticing))
            .execute()
            .testEvents()
            .failed()
            .count();
    assertTrue(failed > 0, () -> fault.noticedBy + " did not notice " + fault);
  }

  /** Not found by itself: its name does not end in Test. */
  static final class Faulty extends EncoderContract {
    private static Fault seeded = Fault.NONE;
    private final ReferenceEncoder encoder = new ReferenceEncoder(seeded);

    @Override
    public byte[] encode(LogCall call) {
      return encoder.encode(call);
    }
  }
}
