package io.flightlog.testkit.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;

/**
 * What the fake holds: which ids it has seen, and the documents themselves or only their number.
 * All methods but {@link #count} are called under the lock of this object.
 */
public final class DocumentStore {

  private final boolean retain;
  private final ObjLongConsumer<String> sequences;
  private final LongHashSet ids = new LongHashSet();
  private final NumberedIds numberedIds = new NumberedIds();
  private final List<StoredDocument> documents = new ArrayList<>();
  private byte[] lastInstance = new byte[0];
  private String lastInstanceName = "";
  private volatile long count;

  /**
   * Starts empty.
   *
   * @param retain whether documents are kept
   * @param sequences told instance and sequence of each document that has one, in order of arrival
   */
  public DocumentStore(boolean retain, ObjLongConsumer<String> sequences) {
    this.retain = retain;
    this.sequences = sequences;
  }

  /** Stores the scanner's item; false if its id is there already. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  boolean create(BulkScanner item) {
    if (item.hasId() && !addId(item)) {
      return false;
    }
    count++;
    if (retain) {
      String id = item.hasId() ? item.id() : "auto-" + count;
      byte[] source = Arrays.copyOfRange(item.body(), item.documentStart, item.documentEnd);
      documents.add(new StoredDocument(item.index(), id, source));
    }
    long sequence = item.sequence();
    if (sequence >= 0 && item.idEnd - item.idStart > NumberedIds.NUMBER_CHARACTERS) {
      sequences.accept(instance(item), sequence);
    }
    return true;
  }

  /** Documents stored so far. */
  public long count() {
    return count;
  }

  /** In order of arrival; empty if documents are not retained. */
  public synchronized List<StoredDocument> documents() {
    return List.copyOf(documents);
  }

  /** False if it is there already. */
  private boolean addId(BulkScanner item) {
    int number = NumberedIds.number(item);
    return number < 0 ? ids.add(item.hash()) : numberedIds.add(item, number);
  }

  private String instance(BulkScanner item) {
    int end = item.idEnd - NumberedIds.NUMBER_CHARACTERS;
    if (!Arrays.equals(lastInstance, 0, lastInstance.length, item.body(), item.idStart, end)) {
      lastInstance = Arrays.copyOfRange(item.body(), item.idStart, end);
      lastInstanceName = item.text(item.idStart, end);
    }
    return lastInstanceName;
  }
}
