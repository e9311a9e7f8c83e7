package io.flightlog.encode;

import io.flightlog.mask.Masker;
import org.jspecify.annotations.Nullable;

/** Writes the {@code tags} array of an event, each tag once. Belongs to one writer. */
final class Tags {
  private static final int MAX_TAGS = 32;

  private final JsonWriter out;
  private final int keywordBytes;
  private final @Nullable Masker masker;
  private final String[] written = new String[MAX_TAGS];
  private int size;
  private int omitted;

  Tags(JsonWriter out, int keywordBytes, @Nullable Masker masker) {
    this.out = out;
    this.keywordBytes = keywordBytes;
    this.masker = masker;
  }

  void begin() {
    for (int i = 0; i < size; i++) {
      written[i] = null;
    }
    size = 0;
    omitted = 0;
  }

  int omitted() {
    return omitted;
  }

  void add(String marker) {
    String tag = masker == null ? marker : masker.mask(marker, keywordBytes);
    for (int i = 0; i < size; i++) {
      if (tag.equals(written[i])) {
        return;
      }
    }
    if (size == MAX_TAGS) {
      omitted++;
    } else if (out.element(EcsField.TAGS.member, tag, keywordBytes)) {
      written[size++] = tag;
    }
  }
}
