/**
 * Events on disk: what waits there, how it is laid out, and what is believed of it afterwards. The
 * other stages see {@link io.flightlog.spool.Spool}; one agent does all that may block, on a {@link
 * io.flightlog.spool.Storage}.
 *
 * <h2>Directory tree</h2>
 *
 * <pre>
 * spool.directory/                        0700, no link, ours alone; the cap is for all below it
 *   3f2a90c1d4e5b607/                     destination: SHA-256 of target and spool.group, 16 digits
 *     0123456789abcdef/                   instance: the agent.ephemeral_id of its documents
 *       LOCK                              empty; its file lock is held as long as the owner lives
 *       OWNER                             who that is; written as OWNER.new, forced, renamed
 *       STATE                             counters, see below; written in place, never forced
 *       00000000000000000042-0001.batch   first sequence, 20 digits; a number that no other has
 *     .0123456789abcdef.tmp/              an instance's directory before it is locked and named
 *     dead-letter/0123456789abcdef.ndjson a line for each event that was refused for good
 *     quarantine/instance-name.batch      what could not be read, or not all of it
 * </pre>
 *
 * Files are 0600, directories 0700, links are refused. OWNER is read before anything else is done
 * with a directory: a process never opens a LOCK that it may hold itself, since POSIX gives a lock
 * up when any descriptor of the file is closed. OWNER is text, a {@code key=value} a line ({@code
 * format, instance, pid, started, boot, host, version, target, group, constants}), and last {@code
 * checksum=}, CRC-32C in hex of all before it. A pid of 0 means that nobody holds the directory.
 *
 * <h2>Batch file</h2>
 *
 * All numbers are little endian. One file is one batch, or the part of it that could be written: a
 * header, then frames.
 *
 * <pre>
 * Header, 128 bytes:
 *   0   8  magic "FLGSPOL1"
 *   8   2  version, 1
 *  10   2  flags: 1 = payloads are gzip; any other bit is unknown
 *  12   4  events in the file; 0 when that is not known yet
 *  16   8  salt, random
 *  24   8  first sequence
 *  32   8  last sequence; -1 when that is not known yet
 *  40   8  created, milliseconds since 1970
 *  48  16  instance, ASCII
 *  64  60  0, reserved
 * 124   4  CRC-32C of the bytes 0 to 123
 *
 * Frame, at a multiple of 8:
 *   0   4  stored length: bytes of the payload in the file, 1 to 64 MiB
 *   4   4  plain length: bytes of it unpacked, 1 to 64 MiB
 *   8   4  events in it; at most as many as it has sequences
 *  12   4  CRC-32C of the salt, the bytes 0 to 11 and 16 to 31 of the frame, and the payload
 *  16   8  first sequence
 *  24   8  last sequence; one less than the first when it stands for none
 *  32      payload: complete pairs of lines for _bulk, or one gzip member of them
 *          0 to 7 bytes of 0, up to the next multiple of 8
 * </pre>
 *
 * Sequences are {@code event.sequence}, the instance's own. Pairs without one are records about the
 * recorder, no events. Sequences without a pair were counted lost before they came here. The
 * journal appends a frame, never packed, for each group that it drains, and its header knows
 * neither events nor last sequence. A batch that is spilled has one frame and a header that knows
 * both; it is packed if {@code spool.compression} says so and that makes it smaller.
 *
 * <p><b>Acknowledgement is removal.</b> A file stays until the last of its events met its fate, and
 * is never changed for those that did before: after a crash all of them are sent once more, under
 * the same ids, which Elasticsearch knows.
 *
 * <h2>State</h2>
 *
 * <pre>
 * Slots of 512 bytes at 0 and 4096; a state is written to slot (generation modulo 2):
 *   0   8  magic "FLGSTATE"
 *   8   8  generation; the higher one of those that are whole counts
 *  16   8  1 when the instance was closed in order, else 0
 *  24   8  when it was read, milliseconds since 1970
 *  32   8  the highest sequence given out, -1 before the first
 *  40   8  the sequence up to which all met their fate or were in a file
 *  48   8  the same, and the file was on the medium
 *  56  40  events accepted, delivered, redirected, dead letters, lost; 8 bytes each
 *  96  40  events dropped: TRACE, DEBUG, INFO, WARN, ERROR; 8 bytes each
 * 136 372  0
 * 508   4  CRC-32C of the bytes 0 to 507
 * </pre>
 *
 * <h2>What is believed</h2>
 *
 * <ul>
 *   <li>A header without its magic or checksum: nothing behind it; the file goes to quarantine. A
 *       whole header of another version or with unknown flags: the file is left alone and reported,
 *       and its directory stays. A later version keeps magic, version, flags and the header's
 *       checksum where they are.
 *   <li>A frame counts only if its checksum fits; no length is used, and nothing allocated by it,
 *       before it was checked against the end of the file. What an older file left on the medium
 *       has another salt, and what is in the file twice has a sequence that is past.
 *   <li>Behind a frame that does not count, the next one that does is looked for at every multiple
 *       of 8, up to 128 MiB. What is missing in between is told by its first sequence; over all, by
 *       the number of events in the header, if it is there. What a journal file lost behind its
 *       last whole frame it cannot tell: a torn tail is passed over, and the file taken for whole.
 *   <li>What could be read is sent; a file that is known to have held more is put into quarantine
 *       afterwards instead of being removed, and what it held more is counted lost.
 *   <li>Of two state slots one may be torn; with both torn nothing is known but what the files
 *       tell.
 *   <li>A directory whose OWNER cannot be read is left alone: it may be in the making.
 *   <li>Files that were forced, and whose directory was, survive a power cut. A force that failed
 *       is never repeated: the file is written anew, if every byte of it can be read back.
 * </ul>
 */
@NullMarked
package io.flightlog.spool;

import org.jspecify.annotations.NullMarked;
