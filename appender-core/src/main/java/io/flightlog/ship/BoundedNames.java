package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/**
 * Reads JSON with at most so many member names: a parser keeps each different one until it is
 * closed, about 100 bytes for some ten of the answer's. One thread.
 */
final class BoundedNames extends JsonParserDelegate {
  private final int max;
  private int names;

  BoundedNames(JsonParser parser, int max) {
    super(parser);
    this.max = max;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (token == JsonToken.FIELD_NAME && ++names > max) {
      throw new StreamConstraintsException("more than " + max + " names of members");
    }
    return token;
  }

  /** Not by the parser's own means, which would not count. */
  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken first = currentToken();
    int open = first != null && first.isStructStart() ? 1 : 0;
    while (open > 0) {
      JsonToken token = nextToken();
      if (token == null) {
        return this;
      }
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }
}
