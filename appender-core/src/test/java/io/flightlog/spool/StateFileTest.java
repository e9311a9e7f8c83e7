package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateFileTest {
  private static final int SECOND_SLOT = 4096;

  private final BytesHandle handle = new BytesHandle();
  private final StateFile file = new StateFile(handle);

  private static InstanceState state(long generation) {
    return new InstanceState(
        generation,
        generation % 3 == 0,
        1_790_000_000_000L,
        generation * 10,
        generation * 9,
        generation * 9 - 1,
        generation * 8,
        7,
        6,
        5,
        Long.MAX_VALUE,
        List.of(1L, 2L, 3L, 4L, 5L));
  }

  private static InstanceState read(byte[] bytes) throws IOException {
    return new StateFile(new BytesHandle(bytes)).read();
  }

  @Test
  void nothingWrittenIsNoState() throws IOException {
    assertNull(file.read());
    assertEquals(1, file.nextGeneration());
    assertNull(read(new byte[10_000]));
  }

  @Test
  void theNewestStateComesBack() throws IOException {
    for (long generation = 1; generation < 20; generation++) {
      assertEquals(generation, file.nextGeneration());
      file.write(state(generation));
      StateFile found = new StateFile(new BytesHandle(handle.bytes()));
      assertEquals(state(generation), found.read());
      assertEquals(generation + 1, found.nextGeneration());
    }
    assertEquals(SECOND_SLOT + InstanceState.SLOT_BYTES, handle.bytes().length);
  }

  @Test
  void anExtremeStateComesBack() throws IOException {
    InstanceState extreme =
        new InstanceState(
            Long.MAX_VALUE,
            true,
            -1,
            -1,
            -1,
            -1,
            Long.MIN_VALUE,
            0,
            0,
            0,
            0,
            List.of(0L, -1L, 0L, 0L, 9L));
    file.write(extreme);
    assertEquals(extreme, read(handle.bytes()));
  }

  @Test
  void aSlotThatIsTornAnywhereLeavesTheOther() throws IOException {
    file.write(state(1));
    file.write(state(2));
    byte[] before = handle.bytes();
    byte[] third = new byte[InstanceState.SLOT_BYTES];
    state(3).encoded().get(third);
    for (int written = 0; written < InstanceState.SLOT_BYTES; written++) {
      byte[] torn = before.clone();
      System.arraycopy(third, 0, torn, SECOND_SLOT, written);
      assertEquals(state(2), read(torn), "torn at " + written);
    }
  }

  @Test
  void aWriteThatFailsIsDoneAgainInTheSameSlot() throws IOException {
    file.write(state(1));
    file.write(state(2));
    for (int retry = 0; retry < 2; retry++) {
      handle.failsAfter(100);
      assertEquals(3, file.nextGeneration());
      assertThrows(IOException.class, () -> file.write(state(3)));
      assertEquals(state(2), read(handle.bytes()), "the whole slot is left alone");
    }
    handle.failsAfter(Integer.MAX_VALUE);
    file.write(state(3));
    assertEquals(state(3), read(handle.bytes()));
  }

  @Test
  void noFlippedBitIsTakenForAState() throws IOException {
    file.write(state(1));
    file.write(state(2));
    byte[] bytes = handle.bytes();
    for (int bit = 0; bit < InstanceState.SLOT_BYTES * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(state(1), read(bytes), "the other slot, bit " + bit);
      ByteBuffer slot = BatchFormat.buffer(InstanceState.SLOT_BYTES);
      slot.put(bytes, 0, InstanceState.SLOT_BYTES).flip();
      assertNull(InstanceState.decode(slot), "bit " + bit);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertEquals(state(2), read(bytes));
  }

  @Test
  void withBothSlotsTornNothingIsKnownAndItBeginsAnew() throws IOException {
    file.write(state(1));
    file.write(state(2));
    byte[] bytes = handle.bytes();
    bytes[50] ^= 1;
    bytes[SECOND_SLOT + 50] ^= 1;
    BytesHandle damaged = new BytesHandle(bytes);
    StateFile found = new StateFile(damaged);
    assertNull(found.read());
    found.write(state(found.nextGeneration()));
    assertEquals(state(1), read(damaged.bytes()));
  }

  @Test
  void aFileThatWasCutAnywhereHasWhatIsWholeOfIt() throws IOException {
    file.write(state(1));
    file.write(state(2));
    byte[] bytes = handle.bytes();
    for (int length = 0; length < bytes.length; length += length < 600 ? 1 : 97) {
      InstanceState found = read(Arrays.copyOf(bytes, length));
      if (length >= InstanceState.SLOT_BYTES) {
        assertEquals(state(2), found, "cut at " + length);
      } else {
        assertNull(found, "cut at " + length);
      }
    }
    assertNotNull(read(bytes));
  }
}
