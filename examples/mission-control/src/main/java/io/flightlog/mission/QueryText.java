package io.flightlog.mission;

import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the one box, understood: always a query string, so that it can be shown,
 * copied, and asked elsewhere.
 *
 * @param typed without blanks around it; null: nothing
 * @param lucene in the query-string syntax; null: everything
 */
record QueryText(Kind kind, @Nullable String typed, @Nullable String lucene) {
  static final int LONGEST = 1_024;

  /** How it was understood. */
  enum Kind {
    ALL,
    /** 32 hex digits. */
    TRACE,
    /** An id, a name or a user, as a whole; or a word of a text. */
    WORD,
    /** Words that are all in one text. */
    TEXT,
    SYNTAX
  }

  /** In which a bare word is looked for as a whole. */
  static final List<String> ID_FIELDS =
      List.of(
          "task.id",
          "task.run.id",
          "task.name",
          "user.id",
          "trace.id",
          "error.id",
          "service.node.name");

  static final List<String> TEXT_FIELDS = List.of("message", "error.message");

  private static final List<String> MORE_FIELDS = List.of("agent.ephemeral_id", "error.type");
  private static final QueryText EVERYTHING = new QueryText(Kind.ALL, null, null);
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern HAS_WORD = Pattern.compile("[\\p{L}\\p{N}]");

  /** A field of a document, and not "Caused by: x" or "http://x". */
  private static final String FIELD =
      "(message|tags|_exists_|_id|_index|@timestamp|\\*"
          + "|(agent|container|data_stream|ecs|error|event|flightlog|host|http|kubernetes|labels|log"
          + "|numeric_labels|process|service|span|task|trace|user)\\\\?\\.[\\w.\\\\*-]+):\\S";

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(^|[\\s(+!-])"
              + FIELD
              + "|\"|(^|\\s)(AND|OR|NOT)(\\s|$)|&&|\\|\\|"
              + "|\\w[*]|[*]\\w|\\w[?]\\w|(^|\\s)[?]\\w|\\w~\\d*(\\s|$)"
              + "|(^|\\s)[+!-][\\w(]|^\\(|(^|\\s)[\\[{].+ TO .+[\\]}]"
              + "|(^|\\s)/\\S*[*+|\\[(]\\S*/(\\s|$)");

  /**
   * @throws ApiException if it is too long, too expensive or not well-formed
   */
  static QueryText of(String typed) {
    if (typed.length() > LONGEST) {
      throw ApiException.refusedQuery(
          "longer than " + LONGEST + " characters: " + typed.length(), null);
    }
    String text = typed.strip();
    if (text.isEmpty() || text.equals("*") || text.equals("*:*")) {
      return EVERYTHING;
    }
    if (SYNTAX.matcher(text).find()) {
      SyntaxCheck.check(text);
      return new QueryText(Kind.SYNTAX, text, text);
    }
    if (TRACE_ID.matcher(text).matches()) {
      return new QueryText(Kind.TRACE, text, word(text));
    }
    String[] words = SPACE.split(text);
    return words.length == 1
        ? new QueryText(Kind.WORD, text, word(text))
        : new QueryText(Kind.TEXT, text, text(words));
  }

  private static String word(String word) {
    StringBuilder lucene = new StringBuilder();
    ID_FIELDS.forEach(field -> lucene.append(is(field, word)).append(" OR "));
    MORE_FIELDS.forEach(field -> lucene.append(is(field, word)).append(" OR "));
    return lucene.append(inText(word)).toString();
  }

  private static String text(String[] words) {
    if (words.length > SyntaxCheck.MOST_CLAUSES) {
      throw ApiException.refusedQuery(
          "more than " + SyntaxCheck.MOST_CLAUSES + " words", "ask for less at a time");
    }
    List<String> meant =
        Arrays.stream(words).filter(word -> HAS_WORD.matcher(word).find()).distinct().toList();
    return (meant.isEmpty() ? List.of(words) : meant)
        .stream().map(word -> "(" + inText(word) + ")").collect(Collectors.joining(" AND "));
  }

  private static String inText(String word) {
    return TEXT_FIELDS.stream().map(field -> is(field, word)).collect(Collectors.joining(" OR "));
  }

  /** A field's value, or some of its words one after the other. */
  static String is(String field, String value) {
    return field + ":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Where a bare word is a field's whole value; null if this is no bare word. */
  @Nullable Query in(String field) {
    String word = typed;
    return word != null && (kind == Kind.WORD || kind == Kind.TRACE)
        ? Filters.is(field, word)
        : null;
  }

  /** For Elasticsearch; null: everything. */
  @Nullable Query query() {
    String text = lucene;
    if (text == null) {
      return null;
    }
    return Query.of(
        q ->
            q.queryString(
                s ->
                    s.query(text)
                        .fields(TEXT_FIELDS)
                        .defaultOperator(Operator.And)
                        .allowLeadingWildcard(false)
                        .fuzzyMaxExpansions(20)
                        .fuzzyPrefixLength(1)
                        .maxDeterminizedStates(1_000)
                        .lenient(true)));
  }
}
