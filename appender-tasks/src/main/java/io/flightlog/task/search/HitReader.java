package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.util.NamedValue;
import java.util.List;
import java.util.Objects;

/** Asks for documents with their places and highlights, and reads them. */
final class HitReader {
  /** What Elasticsearch analyses at most of a text that has no offsets, by default. */
  private static final int MOST_CHARS = 1_000_000;

  private HitReader() {}

  static PageQuery<FoundHit> query(
      SearchClient client, Query query, SortOrder order, List<String> highlighted, int size) {
    return new PageQuery<>(
        client,
        query,
        PageQuery.byTime(order),
        s -> highlight(s, highlighted),
        HitReader::read,
        size);
  }

  /** Whole texts, not fragments of them. */
  private static SearchRequest.Builder highlight(SearchRequest.Builder s, List<String> fields) {
    if (fields.isEmpty()) {
      return s;
    }
    List<NamedValue<HighlightField>> named =
        fields.stream().map(field -> NamedValue.of(field, HighlightField.of(f -> f))).toList();
    return s.highlight(
        Highlight.of(
            h ->
                h.fields(named)
                    .preTags(FoundHit.FOUND_FROM)
                    .postTags(FoundHit.FOUND_TO)
                    .numberOfFragments(0)
                    .maxAnalyzedOffset(MOST_CHARS)));
  }

  private static FoundHit read(Hit<Void> hit) {
    return new FoundHit(
        hit.index(),
        Objects.requireNonNull(hit.id(), "_id"),
        new FoundDocument(hit.fields()).line(),
        hit.highlight());
  }
}
