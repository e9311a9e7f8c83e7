package io.flightlog.config;

import static io.flightlog.config.DestinationNames.Server.NOT_ASKED;
import static io.flightlog.config.DestinationNames.Server.REFUSES;
import static io.flightlog.config.DestinationNames.Server.TAKES;

import java.util.ArrayList;
import java.util.List;

/** Names with what we and servers think of them. */
public final class DestinationNames {
  /** NOT_ASKED where we are stricter than servers are. */
  public enum Server {
    TAKES,
    REFUSES,
    NOT_ASKED
  }

  /** One row. */
  public record Name(String text, boolean weTakeIt, Server server) {
    @Override
    public String toString() {
      return text.length() > 30 ? text.substring(0, 30) + "… " + text.length() : text;
    }
  }

  private DestinationNames() {}

  public static List<Name> indices() {
    List<Name> names = inAnyPlace();
    for (String text : List.of("-a", "_a", "+a", ".", "..")) {
      names.add(new Name(text, false, REFUSES));
    }
    names.add(new Name(".a", false, NOT_ASKED));
    names.add(new Name("", false, NOT_ASKED));
    names.add(new Name("a-b", true, TAKES));
    names.add(new Name("x".repeat(255), true, TAKES));
    names.add(new Name("x".repeat(256), false, REFUSES));
    names.add(new Name("é".repeat(127) + "x", true, TAKES));
    names.add(new Name("é".repeat(128), false, REFUSES));
    return names;
  }

  /** With the namespace {@code default}. */
  public static List<Name> datasets() {
    List<Name> names = parts();
    names.add(new Name("日".repeat(73), true, TAKES));
    names.add(new Name("日".repeat(74), false, NOT_ASKED));
    names.add(new Name("日".repeat(82), false, REFUSES));
    return names;
  }

  /** Data set or namespace, beside a short other. */
  public static List<Name> parts() {
    List<Name> names = inAnyPlace();
    for (String text : List.of("_a", "+a", ".a", "..", "x".repeat(100))) {
      names.add(new Name(text, true, TAKES));
    }
    names.add(new Name("", false, NOT_ASKED));
    names.add(new Name("a-b", false, NOT_ASKED));
    names.add(new Name("x".repeat(101), false, NOT_ASKED));
    return names;
  }

  private static List<Name> inAnyPlace() {
    List<Name> names = new ArrayList<>();
    for (String text :
        List.of("a", "a.b", "a..b", "a_b+c", "größe", "日本", "a😀", "a%b", "a'b;c&d=e@f")) {
      names.add(new Name(text, true, TAKES));
    }
    for (String text : List.of("A", "aÉ", "aǅ", "a b", "a,b", "a\"b", "a*b", "a?b", "a<b", "a>b")) {
      names.add(new Name(text, false, REFUSES));
    }
    for (String text : List.of("a|b", "a\\b", "a/b", "a#b", "a:b")) {
      names.add(new Name(text, false, REFUSES));
    }
    for (String text :
        List.of("a\u0000b", "a\nb", "a\u0085b", "a\u202eb", "a\u2028b", "a\ud800b")) {
      names.add(new Name(text, false, NOT_ASKED));
    }
    return names;
  }
}
