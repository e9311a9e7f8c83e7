package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a bulk request as a stream, without a tree, if it is not the one that says
 * that all is well. Trusts nothing: a body that is not JSON (the HTML of a proxy), is cut, nests
 * deeply, is followed by something else or grows without bound when unpacked is "not understood".
 * {@code error} may be an object, a string or absent. Ship agent only.
 */
final class BulkAnswerReader {
  private final UnaryOperator<String> hideSecrets;
  private final CreatedAnswer created = new CreatedAnswer();
  private int errorStatus;
  private @Nullable String errorType;
  private @Nullable String errorReason;
  private boolean inFailureStore;
  private boolean tooLong;

  /**
   * @param hideSecrets see {@link BulkClient#hideSecrets}
   */
  BulkAnswerReader(UnaryOperator<String> hideSecrets) {
    this.hideSecrets = hideSecrets;
  }

  /**
   * Fills {@code into} as far as the body can be read.
   *
   * @param maxItems how many items were sent; more than that is not understood
   * @return whether the body was read to its end and is a JSON object
   */
  boolean read(HttpAnswer answer, int maxItems, BulkAnswer into) {
    into.clear();
    tooLong = false;
    if (created.matches(answer, maxItems)) {
      into.allCreated(maxItems);
      return true;
    }
    try (JsonParser parser = AnswerJson.parse(answer)) {
      return readDocument(parser, maxItems, into);
    } catch (StreamConstraintsException boundPassed) {
      tooLong = true;
      return false;
    } catch (IOException notUnderstood) {
      return false;
    }
  }

  /** Whether the last answer passed a bound: that to a smaller request may not. */
  boolean wasTooLong() {
    return tooLong;
  }

  private boolean readDocument(JsonParser parser, int maxItems, BulkAnswer into)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("items") && value == JsonToken.START_ARRAY) {
        if (!readItems(parser, maxItems, into)) {
          return false;
        }
      } else if (name.equals("error")) {
        readError(parser, true);
        into.wholeError(errorType, errorReason);
      } else {
        parser.skipChildren();
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
  }

  private boolean readItems(JsonParser parser, int maxItems, BulkAnswer into) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      if (into.itemCount() == maxItems) {
        return false;
      }
      boolean hasRoom = into.hasRoomForReason();
      errorStatus = 0;
      errorType = null;
      errorReason = null;
      inFailureStore = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) { // the action's name: create, index
        if (parser.nextToken() == JsonToken.START_OBJECT) {
          readItem(parser, hasRoom);
        } else {
          parser.skipChildren();
        }
      }
      into.addItem(errorStatus, errorType, errorReason, inFailureStore);
    }
    return parser.currentToken() == JsonToken.END_ARRAY;
  }

  private void readItem(JsonParser parser, boolean hasRoomForReason) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
        errorStatus = parser.getIntValue();
      } else if (name.equals("error")) {
        readError(parser, hasRoomForReason && errorStatus != 409);
      } else if (name.equals("failure_store") && value == JsonToken.VALUE_STRING) {
        inFailureStore = parser.getText().equals("used");
      } else {
        parser.skipChildren();
      }
    }
  }

  /** The parser stands on the value of {@code error}; leaves type and reason in the fields. */
  private void readError(JsonParser parser, boolean wantsReason) throws IOException {
    errorType = null;
    errorReason = null;
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      errorReason = reason(parser.getText());
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
        if (isText && name.equals("type")) {
          errorType = type(parser.getText());
        } else if (isText && wantsReason && name.equals("reason")) {
          errorReason = reason(parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } else {
      parser.skipChildren();
    }
  }

  private @Nullable String reason(String text) {
    return ErrorReason.shown(hideSecrets.apply(text));
  }

  /** Verdicts hang on it, so a type that looks like one stays as it is. */
  private @Nullable String type(String text) {
    return ErrorReason.isType(text) ? text : reason(text);
  }
}
