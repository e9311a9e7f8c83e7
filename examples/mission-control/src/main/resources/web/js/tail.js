// The live tail: the newest on top, bounded, pausable; the filter is in the address.
import { html, useEffect, useRef, useState } from "./lib.js";
import { follow } from "./stream.js";
import { Empty } from "./loading.js";
import { count, LEVELS, levelClass, plural } from "./format.js";
import { go } from "./route.js";
import { listKeys } from "./keys.js";
import { Line } from "./line.js";

/** Lines that are kept; the oldest go. */
const MOST_LINES = 500;

function useTail(values, paused) {
  const key = JSON.stringify(values);
  const [tail, setTail] = useState({ hits: [], waiting: [], skipped: 0 });
  const [state, setState] = useState({ state: "connecting" });
  const isPaused = useRef(paused);
  isPaused.current = paused;
  useEffect(() => {
    setTail({ hits: [], waiting: [], skipped: 0 });
    setState({ state: "connecting" });
    return follow(values, {
      state: setState,
      lines: (lines) =>
        setTail(({ hits, waiting, skipped }) => {
          const newest = [...lines].reverse();
          if (!isPaused.current) {
            return { hits: [...newest, ...hits].slice(0, MOST_LINES), waiting, skipped };
          }
          const all = [...newest, ...waiting];
          return { hits, waiting: all.slice(0, MOST_LINES), skipped: skipped + Math.max(0, all.length - MOST_LINES) };
        }),
    });
  }, [key]);
  useEffect(() => {
    if (!paused) {
      setTail(({ hits, waiting }) => ({ hits: [...waiting, ...hits].slice(0, MOST_LINES), waiting: [], skipped: 0 }));
    }
  }, [paused]);
  return { ...tail, state };
}

function State({ state, paused, waiting, skipped }) {
  if (state.state === "away") {
    return html`<span class="badge bad" role="status">away</span>`;
  }
  if (paused) {
    return html`<span class="badge doubtful" role="status">paused · ${plural(waiting.length + skipped, "line")} waiting</span>`;
  }
  return state.state === "connecting" ? html`<span class="badge" role="status">connecting</span>` : html`<span class="badge good" role="status">live</span>`;
}

function Filter({ route }) {
  const asked = route.one("q");
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const chosen = route.all("level");
  const toggled = (level) => (chosen.includes(level) ? chosen.filter((l) => l !== level) : [...chosen, level]);
  const submit = (event) => {
    event.preventDefault();
    go(route.with({ q: text.trim() }));
  };
  return html`<form class="filter" onSubmit=${submit}>
    <input type="search" aria-label="Filter" placeholder="Filter, and Enter" value=${text} spellcheck=${false} onInput=${(e) => setText(e.target.value)} />
    <div class="segments" role="group" aria-label="Levels">
      ${LEVELS.slice(0, 4).map((level) => html`<a class=${levelClass(level)} aria-current=${chosen.includes(level) ? "true" : undefined} href=${route.with({ level: toggled(level) })}>${level}</a>`)}
    </div>
    ${route.all("instance").map((name) => html`<a class="button small" href=${route.with({ instance: route.all("instance").filter((i) => i !== name) })} title="Take out">${name} ✕</a>`)}
  </form>`;
}

export function Tail({ route, config }) {
  const [paused, setPaused] = useState(false);
  const { hits, waiting, skipped, state } = useTail({ q: route.one("q"), level: route.all("level"), instance: route.all("instance") }, paused);
  return html`
    <div class="toolbar">
      <button type="button" class=${paused ? "primary" : ""} aria-pressed=${paused} onClick=${() => setPaused(!paused)}>${paused ? "Go on" : "Pause"}</button>
      <${State} state=${state} paused=${paused} waiting=${waiting} skipped=${skipped} />
      <${Filter} route=${route} />
    </div>
    ${state.state === "away" ? html`<div class="notice notice-error" role="alert"><strong>${state.error.title ?? "The tail waits for Elasticsearch."}</strong><span>${state.error.message}</span>
      ${state.error.passing === false ? null : html`<span class="quiet">It goes on by itself, behind the last line that is here.</span>`}</div>` : null}
    ${state.state === "limited" ? html`<div class="notice" role="status">${state.message}</div>` : null}
    ${hits.length === 0
      ? html`<${Empty} title="Waiting for lines.">What is logged from now on, and matches, appears here.<//>`
      : html`<div class="lines" role="list" aria-label="Events as they come, the newest first" onKeyDown=${listKeys}>
          ${hits.map((hit) => html`<${Line} key=${hit.id} hit=${hit} route=${route} config=${config} />`)}
        </div>
        ${hits.length === MOST_LINES ? html`<p class="quiet end">The newest ${count(MOST_LINES)} are kept. Older ones: <a href=${route.toView("search", { q: route.one("q"), level: route.all("level") })}>Search</a></p>` : null}`}`;
}
