// What is the same for a run wherever it is shown.
import { html } from "./lib.js";
import { millis } from "./format.js";

/** How it went, and as which class it is coloured. */
export function fate(run) {
  if (run.state === "died") {
    return { word: "died", colour: "bad" };
  }
  if (run.state === "running") {
    return { word: "no end", colour: "doubtful" };
  }
  return { success: { word: "success", colour: "good" }, failure: { word: "failure", colour: "bad" } }[run.outcome] ?? { word: "unknown", colour: "doubtful" };
}

export function Fate({ run }) {
  const { word, colour } = fate(run);
  return html`<span class=${"badge " + colour}>${word}</span>`;
}

export const startOf = (run) => new Date(run.start ?? run.end).getTime();
export const endOf = (run, otherwise) => (run.end ? new Date(run.end).getTime() : run.start && run.duration !== undefined ? new Date(run.start).getTime() + run.duration : otherwise);

/** From the first start to the last end or line, in epoch milliseconds; never empty. */
export function extent(runs, hits) {
  const times = [...runs.flatMap((run) => [startOf(run), endOf(run, NaN)]), ...hits.map((hit) => new Date(hit.line.time).getTime())].filter((t) => !Number.isNaN(t));
  const from = Math.min(...times);
  return { from, to: Math.max(...times, from + 1) };
}

/** Where a time lies within an extent, in percent. */
export const place = (time, { from, to }) => Math.min(100, Math.max(0, (100 * (time - from)) / (to - from)));

/** A scale of a few round steps from the start. */
export function Scale({ extent: { from, to } }) {
  const span = to - from;
  const rough = span / 5;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * size).find((n) => n >= rough);
  const ticks = [];
  for (let at = 0; at <= span; at += step) {
    ticks.push(at);
  }
  return html`<div class="scale" aria-hidden="true">${ticks.map((at) => html`<span style=${{ left: (100 * at) / span + "%" }}>${at === 0 ? "0" : millis(at)}</span>`)}</div>`;
}
