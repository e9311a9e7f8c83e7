package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.FieldSortNumericType;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.mapping.FieldType;
import co.elastic.clients.elasticsearch._types.query_dsl.FieldAndFormat;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A question whose answer is documents, in an order: behind the question's own keys come time,
 * instance, sequence and backing index. A page begins behind a place in it ({@code search_after}),
 * and nothing has to be kept in the server. Documents that share a place, such as doubles and what
 * others wrote, would be skipped by that: so a page ends before them rather than among them.
 *
 * @param keys of the order; {@link #byTime} is one
 * @param extras what else is asked of each document
 * @param size of a page
 */
record PageQuery<T>(
    SearchClient client,
    Query query,
    List<SortOptions> keys,
    UnaryOperator<SearchRequest.Builder> extras,
    Function<Hit<Void>, T> reader,
    int size) {

  private static final List<FieldAndFormat> FIELDS =
      FoundDocument.FIELDS.stream().map(PageQuery::field).toList();

  static List<SortOptions> byTime(SortOrder order) {
    return List.of(
        date(FoundDocument.TIME, order),
        sort(FoundDocument.INSTANCE, SortOrder.Asc, FieldType.Keyword),
        sort(FoundDocument.SEQUENCE, order, FieldType.Long),
        SortOptions.of(o -> o.field(f -> f.field("_index"))));
  }

  /** By a number, the highest first, and then the newest first. */
  static List<SortOptions> byHighest(String field) {
    List<SortOptions> keys = new ArrayList<>();
    keys.add(sort(field, SortOrder.Desc, FieldType.Long));
    keys.addAll(byTime(SortOrder.Desc));
    return keys;
  }

  /** By the start of runs, the first first; those that do not tell it come last. */
  static List<SortOptions> byStart() {
    List<SortOptions> keys = new ArrayList<>();
    keys.add(date(FoundDocument.START, SortOrder.Asc));
    keys.addAll(byTime(SortOrder.Asc));
    return keys;
  }

  /** In milliseconds, also where an index holds nanoseconds. */
  private static SortOptions date(String field, SortOrder order) {
    return SortOptions.of(
        o ->
            o.field(
                f ->
                    f.field(field)
                        .order(order)
                        .numericType(FieldSortNumericType.Date)
                        .unmappedType(FieldType.Date)));
  }

  private static SortOptions sort(String field, SortOrder order, FieldType type) {
    return SortOptions.of(o -> o.field(f -> f.field(field).order(order).unmappedType(type)));
  }

  /** The time is read whatever format its mapping has; other dates may be no dates elsewhere. */
  private static FieldAndFormat field(String name) {
    return FieldAndFormat.of(
        f ->
            name.equals(FoundDocument.TIME)
                ? f.field(name).format(TimeWindow.FORMAT)
                : f.field(name));
  }

  /** Of what is read from documents' fields alone. */
  static <T> PageQuery<T> of(
      SearchClient client,
      Query query,
      List<SortOptions> keys,
      Function<FoundDocument, T> reader,
      int size) {
    return new PageQuery<>(
        client, query, keys, s -> s, hit -> reader.apply(new FoundDocument(hit.fields())), size);
  }

  Page<T> first() throws IOException {
    return after(List.of());
  }

  Page<T> after(List<FieldValue> place) throws IOException {
    SearchResponse<Void> response =
        client.ask(
            s -> {
              extras
                  .apply(s)
                  .query(query)
                  .size(size + 1) // one more tells whether there is a next page
                  .trackTotalHits(t -> t.enabled(false))
                  .source(f -> f.fetch(false))
                  .fields(FIELDS)
                  .sort(keys);
              return place.isEmpty() ? s : s.searchAfter(place);
            });
    List<Hit<Void>> hits = response.hits().hits();
    boolean more = hits.size() > size;
    List<Hit<Void>> shown = more ? hits.subList(0, end(hits)) : hits;
    return new Page<>(
        shown.stream().map(reader).toList(),
        more ? shown.get(shown.size() - 1).sort() : List.of(),
        this::after);
  }

  /** How many of one too many make a page behind which the next one can begin. */
  private int end(List<Hit<Void>> hits) throws SearchFailedException {
    int end = size;
    while (end > 0 && isSamePlace(hits.get(end - 1).sort(), hits.get(end).sort())) {
      end--;
    }
    if (end == 0) {
      throw new SearchFailedException(
          SearchFailedException.Reason.TOO_MUCH,
          "more than "
              + size
              + " documents of '"
              + client.index()
              + "' have one time, instance and sequence: take larger pages");
    }
    return end;
  }

  private static boolean isSamePlace(List<FieldValue> one, List<FieldValue> other) {
    for (int i = 0; i < one.size(); i++) {
      if (!Objects.equals(one.get(i)._get(), other.get(i)._get())) {
        return false;
      }
    }
    return true;
  }
}
