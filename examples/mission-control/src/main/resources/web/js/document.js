// The whole document of a line, with what a reader takes along.
import { html } from "./lib.js";
import { document } from "./api.js";
import { term } from "./route.js";
import { Trouble, useAnswer } from "./loading.js";
import { Text } from "./text.js";
import { Stack } from "./stack.js";
import { Copy, curl, kibana } from "./copy.js";

/** Fields in sight already. */
const SHOWN_ABOVE = ["message", "error.stack_trace"];

/** Nested objects as dotted names, which is how one searches for them. */
function flat(value, prefix = "") {
  return Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner) ? flat(inner, prefix + name + ".") : [[prefix + name, inner]]);
}

function target(route, field, value) {
  switch (field) {
    case "task.id":
      return route.toView("timeline", { task: value });
    case "task.run.id":
      return route.toView("timeline", { run: value });
    case "trace.id":
      return route.toView("trace", { id: value });
    default:
      return route.toView("search", { q: term(field, value) });
  }
}

function Fields({ fields, route }) {
  return html`<dl class="fields">${fields
    .filter(([name]) => !SHOWN_ABOVE.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => html`<dt>${name}</dt><dd>${[value].flat().map((one, i) => html`${i ? ", " : ""}<a href=${target(route, name, one)} title="Search for this value"><${Text} of=${one} /></a>`)}</dd>`)}</dl>`;
}

function Actions({ task = {}, found, route, config }) {
  return html`<div class="actions">
    ${task.id ? html`<a class="button small" href=${route.toView("timeline", { task: task.id })}>Timeline of the task</a>` : null}
    ${task.runId ? html`<a class="button small" href=${route.toView("timeline", { run: task.runId })}>This run</a>` : null}
    ${task.traceId ? html`<a class="button small" href=${route.toView("trace", { id: task.traceId })}>Trace</a>` : null}
    ${found ? html`<${Taken} found=${found} route=${route} config=${config} />` : null}
  </div>`;
}

function Taken({ found, route, config }) {
  return html`<${Copy} text=${() => JSON.stringify(found.document, null, 2)} title="The document as it is in the index">Copy JSON<//>
    <${Copy} text=${curl(config, found.index + "/_doc/" + encodeURIComponent(found.id))} title="A request for this document">Copy cURL<//>
    ${config.kibanaUrl ? html`<a class="button small" target="_blank" rel="noopener noreferrer" href=${kibana(config.kibanaUrl, "kuery", "_id : " + JSON.stringify(found.id), route)}>Open in Kibana</a>` : null}`;
}

export function Document({ hit, route, config }) {
  const answer = useAnswer((signal) => document(hit, signal), hit.id);
  const found = answer.data;
  const source = found?.document;
  const fields = source ? flat(source) : [];
  const whole = Object.fromEntries(fields);
  const stack = whole["error.stack_trace"] ?? hit.line.error?.stackTrace;
  return html`<div class="document" data-ready=${source ? "true" : undefined}>
    <${Actions} task=${hit.line.task} found=${found} route=${route} config=${config} />
    <pre class="message" tabindex="0"><${Text} of=${whole.message ?? hit.line.message} /></pre>
    ${stack ? html`<${Stack} trace=${stack} />` : null}
    <${Trouble} answer=${answer} />
    <${Fields} fields=${fields} route=${route} />
  </div>`;
}
