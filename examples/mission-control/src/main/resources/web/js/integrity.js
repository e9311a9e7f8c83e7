// Whether the index holds what the instances have logged: green, or exactly what is missing and when.
import { html } from "./lib.js";
import { integrity } from "./api.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { clock, count, LEVELS, plural } from "./format.js";
import { Text } from "./text.js";

const REFRESH_MILLIS = 5000;
const ENDS = { none: "runs, or nobody has found it dead yet", stopped: "stopped in order", died: "died" };

const droppedOf = (i) => LEVELS.map((level) => [level, i.dropped?.[level.toLowerCase()] ?? 0]).filter(([, n]) => n > 0);

/** What an operator must know of an instance, in words; nothing if all is well. */
function findings(i) {
  const found = [];
  for (const hole of i.holes) {
    const numbers = hole.first === hole.last ? `number ${count(hole.first)}` : `numbers ${count(hole.first)} to ${count(hole.last)}`;
    found.push(["missing", `${numbers}: ${plural(hole.count, "event is", "events are")} not there, between ${clock(hole.after)} and ${clock(hole.before)}`]);
  }
  if (i.holesTruncated) {
    found.push(["missing", `and more: ${count(i.missing)} in all`]);
  }
  if (i.missingAtEnd > 0) {
    found.push(["missing", `${plural(i.missingAtEnd, "event")} above the highest number that is there${i.end === "none" ? ": under way, or lost with it" : ""}`]);
  }
  if (i.duplicated > 0) {
    found.push(["twice", `${plural(i.duplicated, "document")} beyond the first of a number`]);
  }
  for (const [level, n] of droppedOf(i)) {
    found.push(["dropped", `${plural(n, "event")} of level ${level} refused: the queue was full`]);
  }
  for (const drop of i.drops ?? []) {
    found.push(["dropped", `${clock(drop.start)} to ${clock(drop.end)}: ${drop.message}`]);
  }
  if (i.counters) {
    for (const [name, word] of [["lost", "lost"], ["deadLettered", "in the dead-letter file"], ["redirected", "redirected"]]) {
      if (i.counters[name] > 0) {
        found.push([word === "lost" ? "missing" : "elsewhere", `${plural(i.counters[name], "event")} ${word}, by its own count`]);
      }
    }
  }
  if (i.spooled > 0) {
    found.push(["waits", `${plural(i.spooled, "event")} on its disk only, at its last word (${clock(i.counters?.told)})`]);
  }
  if (i.death) {
    found.push(["died", `${clock(i.death.time)}: ${i.death.message}`]);
  }
  return found;
}

function verdict(i) {
  if (i.state === "missing") {
    return { word: `${count(i.missing)} missing`, colour: "bad" };
  }
  if (i.state === "duplicated") {
    return { word: `${count(i.duplicated)} twice`, colour: "doubtful" };
  }
  return i.state === "dropped" ? { word: "dropped some", colour: "doubtful" } : { word: "complete", colour: "good" };
}

function Instance({ i, route }) {
  const { word, colour } = verdict(i);
  const found = findings(i);
  return html`<section class="card instance-card" data-instance=${i.instance.name} data-state=${i.state}>
    <h2><span class=${"badge " + colour}>${word}</span> <a href=${route.toView("search", { instance: i.instance.id })}><${Text} of=${i.instance.name} limit=${60} /></a> <span class="quiet mono">${i.instance.id}</span></h2>
    <dl class="facts">
      <div><dt>Events</dt><dd>${count(i.events)}</dd></div>
      <div><dt>Numbers</dt><dd>${i.highest < 0 ? "–" : "0 – " + count(i.highest)}</dd></div>
      <div><dt>Missing</dt><dd class=${i.missing ? "bad" : ""}>${count(i.missing)}</dd></div>
      <div><dt>Twice</dt><dd>${count(i.duplicated)}</dd></div>
      <div><dt>Dropped</dt><dd>${count(droppedOf(i).reduce((n, [, m]) => n + m, 0))}</dd></div>
      <div><dt>On disk</dt><dd>${count(i.spooled ?? 0)}</dd></div>
      <div><dt>End</dt><dd>${ENDS[i.end]}</dd></div>
    </dl>
    ${found.length ? html`<ul class="findings">${found.map(([kind, text]) => html`<li><span class="kind">${kind}</span> <${Text} of=${text} limit=${400} /></li>`)}</ul>` : null}
  </section>`;
}

export function Integrity({ route }) {
  const answer = useAnswer((signal) => integrity(route, signal), route.from + " " + route.to, REFRESH_MILLIS);
  const { data } = answer;
  const order = { missing: 0, duplicated: 1, dropped: 2, complete: 3 };
  const all = [...(data?.instances ?? [])].sort((a, b) => order[a.state] - order[b.state] || (a.instance.name ?? "").localeCompare(b.instance.name ?? ""));
  const bad = all.filter((i) => i.state !== "complete").length;
  return html`<${Trouble} answer=${answer} />
    ${data && all.length === 0 ? html`<${Empty} title="No instance wrote anything in this time.">Widen the range.<//>` : null}
    ${all.length ? html`<div data-ready=${answer.error ? undefined : "true"}>
      <p class=${"verdict " + (bad ? "bad" : "good")} role="status">${bad
        ? `${bad} of ${plural(all.length, "instance")} ${bad === 1 ? "has" : "have"} something to tell.`
        : `All ${plural(all.length, "instance")}: every number is there, once.`}</p>
      <div class="instances">${all.map((i) => html`<${Instance} key=${i.instance.id} i=${i} route=${route} />`)}</div>
    </div>` : null}`;
}
