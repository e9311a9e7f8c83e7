package io.flightlog.spool;

/**
 * What a batch file says of itself before its frames. Immutable.
 *
 * @param instance 16 characters: whose events
 * @param firstSequence {@code event.sequence} of the first event
 * @param lastSequence of the last one; −1 when it was not known when the file was begun
 * @param events how many; 0 when that was not known
 * @param gzip whether payloads are gzip members
 * @param salt random, in every frame's checksum: what an older file left on the medium never fits
 * @param createdMillis wall clock
 */
record BatchHeader(
    String instance,
    long firstSequence,
    long lastSequence,
    int events,
    boolean gzip,
    long salt,
    long createdMillis) {
  static final int INSTANCE_CHARACTERS = 16;
}
