// The time range: relative ones stay relative in the URL, so that a page goes along with the time.
import { html, useEffect, useState } from "./lib.js";
import { go } from "./route.js";

const PRESETS = [
  ["now-15m", "15 min"],
  ["now-1h", "1 h"],
  ["now-24h", "24 h"],
  ["now-7d", "7 d"],
];

/** An instant as the input element wants it: local, to the second. */
function local(text) {
  const relative = /^now(?:-(\d+)([smhd]))?$/.exec(text);
  const at = relative
    ? Date.now() - Number(relative[1] ?? 0) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[relative[2] ?? "m"]
    : Date.parse(text) || Date.now();
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}

export function Range({ route }) {
  const preset = route.to === "now" && PRESETS.some(([from]) => from === route.from);
  const [open, setOpen] = useState(false);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  useEffect(() => {
    setFrom(local(route.from));
    setTo(local(route.to));
  }, [route.from, route.to, open]);
  const wrong = from && to && from >= to;
  const apply = (event) => {
    event.preventDefault();
    if (!wrong) {
      setOpen(false);
      go(route.with({ from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
    }
  };
  return html`<div class="range">
    <div class="segments" role="group" aria-label="Time range">
      ${PRESETS.map(([start, name]) => html`<a href=${route.with({ from: start, to: "now" })} aria-current=${preset && start === route.from ? "true" : undefined}>${name}</a>`)}
      <button type="button" aria-expanded=${open} aria-current=${preset ? undefined : "true"} onClick=${() => setOpen(!open)}>Custom</button>
    </div>
    ${open ? html`<form class="popover" onSubmit=${apply} onKeyDown=${(e) => e.key === "Escape" && setOpen(false)}>
      <label>From <input type="datetime-local" step="1" required value=${from} onInput=${(e) => setFrom(e.target.value)} /></label>
      <label>To <input type="datetime-local" step="1" required value=${to} onInput=${(e) => setTo(e.target.value)} /></label>
      ${wrong ? html`<span class="field-error" role="alert">From must be before To.</span>` : null}
      <button type="submit" class="primary">Apply</button>
    </form>` : null}
  </div>`;
}
