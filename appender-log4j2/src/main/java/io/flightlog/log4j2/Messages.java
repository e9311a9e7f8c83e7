package io.flightlog.log4j2;

import io.flightlog.encode.EcsWriter;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.StringBuilderFormattable;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of Log4j2's kinds of messages. Of a map, the entries are written as key-values; its
 * text is its entry {@code message}, as other ECS layouts have it, unless the message has a format
 * of its own; else what Log4j2 would print. Stateless.
 */
final class Messages {
  private static final String TEXT = "message";
  private static final BiConsumer<Message, StringBuilder> FORMAT = Messages::format;
  private static final TriConsumer<String, Object, EcsWriter> ENTRY =
      (key, value, out) -> out.keyValue(key, value);
  private static final TriConsumer<String, Object, EcsWriter> ENTRY_BUT_TEXT =
      (key, value, out) -> {
        if (!TEXT.equals(key)) {
          out.keyValue(key, value);
        }
      };

  private Messages() {}

  static void writeText(@Nullable Message message, EcsWriter out) {
    if (message instanceof StructuredDataMessage structured && hasFormat(structured)) {
      out.message(structured.getFormat());
    } else if (message instanceof MapMessage<?, ?> map && textEntry(map) instanceof String text) {
      out.message(text);
    } else if (message != null) {
      out.message(message, FORMAT);
    } else {
      out.message(null);
    }
  }

  static void writeEntries(MapMessage<?, ?> map, EcsWriter out) {
    if (map instanceof StructuredDataMessage structured) {
      out.keyValue("structured_data.id", structured.getId());
      out.keyValue("structured_data.type", structured.getType());
    }
    map.forEach(textEntry(map) instanceof String ? ENTRY_BUT_TEXT : ENTRY, out);
  }

  private static @Nullable Object textEntry(MapMessage<?, ?> map) {
    return hasFormat(map) ? null : map.getIndexedReadOnlyStringMap().getValue(TEXT);
  }

  private static boolean hasFormat(MapMessage<?, ?> map) {
    String format = map.getFormat();
    return format != null && !format.isEmpty();
  }

  private static void format(Message message, StringBuilder text) {
    if (message instanceof StringBuilderFormattable formattable) {
      formattable.formatTo(text);
    } else {
      text.append(message.getFormattedMessage());
    }
  }
}
