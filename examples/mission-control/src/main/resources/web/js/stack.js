// A stack trace, folded: what was thrown and the causes stay in sight, the frames open on demand.
import { html } from "./lib.js";
import { Text } from "./text.js";
import { plural } from "./format.js";

const FRAME = /^\s+(at |\.\.\. \d+ )/;

/** [{head, frames: [line]}] */
function sections(trace) {
  const parts = [];
  for (const line of trace.split("\n")) {
    if (FRAME.test(line) && parts.length) {
      parts.at(-1).frames.push(line.trim());
    } else if (line.trim()) {
      parts.push({ head: line, frames: [] });
    }
  }
  return parts;
}

export function Stack({ trace }) {
  return html`<div class="stack">
    ${sections(trace).map(({ head, frames }) => html`
      <div class="stack-head"><${Text} of=${head} limit=${4000} /></div>
      ${frames.length === 0 ? null : html`<details>
        <summary><${Text} of=${frames[0]} /> <span class="quiet">${frames.length > 1 ? "and " + plural(frames.length - 1, "more frame") : ""}</span></summary>
        <div class="frames">${frames.slice(1).map((frame) => html`<div><${Text} of=${frame} /></div>`)}</div>
      </details>`}`)}
  </div>`;
}
