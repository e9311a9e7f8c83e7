// What a reader takes along: the document, the question as cURL, a link into Kibana.
import { html, useState } from "./lib.js";

const SHOWN_MILLIS = 1500;

export function Copy({ text, children, title }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === "function" ? text() : text);
      setSaid("Copied");
    } catch {
      setSaid("Not allowed");
    }
    setTimeout(() => setSaid(""), SHOWN_MILLIS);
  };
  return html`<button type="button" class="small" title=${title} onClick=${copy}>
    <span aria-live="polite">${said || children}</span>
  </button>`;
}

const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

/** A question to Elasticsearch, for a shell; without a login. @param body of the request; left out, it has none */
export function curl(config, path, body) {
  const url = config.elasticsearchUrl.replace(/\/+$/, "") + "/" + path;
  return "curl -sS " + quoted(url) + (body ? " -H 'Content-Type: application/json' -d " + quoted(JSON.stringify(body)) : "");
}

const rison = (text) => "'" + text.replaceAll("!", "!!").replaceAll("'", "!'") + "'";

/**
 * Kibana's Discover with a query and the time range; values are written in its URL language, rison.
 *
 * @param language "kuery" or "lucene"
 */
export function kibana(base, language, query, route) {
  return base.replace(/\/+$/, "") + "/app/discover#/?_g=" + encodeURIComponent(`(time:(from:${rison(route.from)},to:${rison(route.to)}))`)
    + "&_a=" + encodeURIComponent(`(query:(language:${language},query:${rison(query)}))`);
}
