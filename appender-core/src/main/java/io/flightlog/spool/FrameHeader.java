package io.flightlog.spool;

/**
 * What stands before a frame's payload. Immutable.
 *
 * @param storedLength bytes of the payload in the file
 * @param plainLength bytes of the NDJSON pairs that it holds
 * @param events how many of the pairs are events
 * @param firstSequence {@code event.sequence} that the frame begins with
 * @param lastSequence that it ends with; one less when it stands for none
 * @param crc the checksum that stands in the file; nothing to one that is to be written
 */
record FrameHeader(
    int storedLength, int plainLength, int events, long firstSequence, long lastSequence, int crc) {

  /** Whether it may be one: nothing is read or allocated by what it says before this. */
  boolean isPlausible(long bytesLeftInFile) {
    return storedLength > 0
        && storedLength <= BatchFormat.MAX_FRAME_BYTES
        && BatchFormat.FRAME_HEADER_BYTES + (long) storedLength <= bytesLeftInFile
        && plainLength > 0
        && plainLength <= BatchFormat.MAX_FRAME_BYTES
        && firstSequence >= 0
        && lastSequence >= firstSequence - 1
        && lastSequence - firstSequence < Integer.MAX_VALUE
        && events >= 0
        && events <= lastSequence - firstSequence + 1;
  }
}
