package io.flightlog.mission;

import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;

/**
 * Reads a query string with the grammar that Elasticsearch reads it with, and refuses what would be
 * expensive: what has to look at every word of the index. Nothing is searched here. One check each.
 */
final class SyntaxCheck extends QueryParser {
  static final int MOST_CLAUSES = 32;
  static final int MOST_OPEN = 16;
  static final int MOST_WILDCARDS = 4;
  static final int MOST_FUZZY = 2;
  static final int MOST_SLOP = 10;
  static final int PREFIX = 2;

  /** No user can write this name. */
  private static final String NO_FIELD = "\u0000";

  private static final Query FINE = new MatchAllDocsQuery();

  private int clauses;
  private int wildcards;
  private int fuzzy;

  private SyntaxCheck() {
    super(NO_FIELD, new StandardAnalyzer());
    setAllowLeadingWildcard(true); // refused here, in words of our own
    setDefaultOperator(Operator.AND);
  }

  /**
   * @throws ApiException if it is not well-formed, or too expensive
   */
  static void check(String query) {
    if (query.chars().filter(c -> c == '(').count() > MOST_OPEN) {
      throw ApiException.refusedQuery("more than " + MOST_OPEN + " parentheses", null);
    }
    try {
      new SyntaxCheck().parse(query);
    } catch (ParseException malformed) {
      throw ApiException.refusedQuery(
          "not well-formed: " + firstLine(malformed),
          "put into quotes what is meant as it stands: \"a (b\"");
    }
  }

  /** The parser's own words, without the list of what it would have taken. */
  private static String firstLine(ParseException malformed) {
    String message = String.valueOf(malformed.getMessage());
    int end = message.indexOf("Was expecting");
    return (end < 0 ? message : message.substring(0, end)).strip().replaceAll("\\s+", " ");
  }

  private Query clause(String field) {
    if (++clauses > MOST_CLAUSES) {
      throw ApiException.refusedQuery(
          "more than " + MOST_CLAUSES + " parts", "ask for less at a time");
    }
    if (field.indexOf('*') >= 0) {
      throw ApiException.refusedQuery(
          "'" + field + "' stands for many fields", "name one field, such as labels.customer");
    }
    return FINE;
  }

  @Override
  protected Query getFieldQuery(String field, String text, boolean quoted) {
    return clause(field);
  }

  @Override
  protected Query getFieldQuery(String field, String text, int slop) {
    if (slop > MOST_SLOP) {
      throw ApiException.refusedQuery(
          "words at most " + MOST_SLOP + " apart can be asked for, not " + slop, null);
    }
    return clause(field);
  }

  @Override
  protected Query getRangeQuery(
      String field, String from, String to, boolean withFrom, boolean withTo) {
    if (field.equals(NO_FIELD)) {
      throw ApiException.refusedQuery("a range needs a field", "event.duration:[1000 TO 2000]");
    }
    return clause(field);
  }

  @Override
  protected Query getPrefixQuery(String field, String prefix) {
    return getWildcardQuery(field, prefix + "*");
  }

  @Override
  protected Query getWildcardQuery(String field, String pattern) {
    if (pattern.equals("*")) {
      return field.equals("*") ? FINE : clause(field); // everything; whether there is any value
    }
    int first = firstWildcard(pattern);
    if (first == 0) {
      throw ApiException.refusedQuery(
          "'" + pattern + "' begins with a wildcard: every word of the index would be read",
          "begin with at least " + PREFIX + " letters");
    }
    if (first < PREFIX) {
      throw ApiException.refusedQuery(
          "'" + pattern + "' has less than " + PREFIX + " letters before its wildcard",
          "begin with at least " + PREFIX + " letters");
    }
    if (++wildcards > MOST_WILDCARDS) {
      throw ApiException.refusedQuery("more than " + MOST_WILDCARDS + " wildcards", null);
    }
    return clause(field);
  }

  private static int firstWildcard(String pattern) {
    int i = 0;
    while (i < pattern.length() && pattern.charAt(i) != '*' && pattern.charAt(i) != '?') {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  @Override
  protected Query getRegexpQuery(String field, String pattern) {
    throw ApiException.refusedQuery(
        "regular expressions are not answered: every word of the index would be read",
        "put a path into quotes: \"/" + pattern + "/\"");
  }

  @Override
  protected Query getFuzzyQuery(String field, String term, float similarity) {
    if (field.equals(NO_FIELD)) {
      throw ApiException.refusedQuery(
          "'" + term + "~' is fuzzy in every field",
          String.format(Locale.ROOT, "name the field: message:%s~1", term));
    }
    if (++fuzzy > MOST_FUZZY) {
      throw ApiException.refusedQuery("more than " + MOST_FUZZY + " fuzzy words", null);
    }
    return clause(field);
  }
}
