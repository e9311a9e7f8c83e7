// The story of a task or of one run, over all instances: lanes, then attempt by attempt.
import { html, useEffect } from "./lib.js";
import { runStory, taskStory } from "./api.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { clock, count, millis, plural } from "./format.js";
import { replace } from "./route.js";
import { listKeys } from "./keys.js";
import { Line } from "./line.js";
import { endOf, extent, fate, Fate, place, Scale, startOf } from "./runs.js";
import { Stack } from "./stack.js";
import { Text } from "./text.js";

const REFRESH_MILLIS = 5000;

/** Both answers in one shape. */
async function ask(route, signal) {
  if (route.one("run")) {
    const { run, ...rest } = await runStory(route.one("run"), signal);
    return { task: run.task, attempts: [run], instances: [run.instance], ...rest };
  }
  return taskStory(route.one("task"), signal);
}

function Lanes({ data, all, chosen, choose }) {
  const span = extent(data.attempts, data.lines);
  const bar = (run, i) => {
    const from = place(startOf(run), span);
    const to = place(endOf(run, span.to), span);
    const { word, colour } = fate(run);
    return html`<button type="button" class=${"bar " + colour + (run.state === "running" ? " open" : "")} style=${{ left: `min(${from}%, 100% - 20px)`, width: Math.max(0, to - from) + "%" }}
      aria-pressed=${chosen === run.task.runId} onClick=${() => choose(run.task.runId)} title=${`Attempt ${run.task.attempt ?? i + 1}: ${word}, ${millis(run.duration)}`}>
      <span>${run.task.attempt ?? i + 1}</span></button>`;
  };
  return html`<section class="card lanes" aria-label="Lanes of the instances">
    ${data.instances.map((instance) => html`<div class="lane">
      <div class="lane-name"><${Text} of=${instance.name} limit=${60} /></div>
      <div class="lane-track">
        ${data.attempts.map((run, i) => (run.instance?.id === instance.id ? bar(run, i) : null))}
        ${all.filter((hit) => hit.line.level === "ERROR" && hit.line.instance?.id === instance.id).map((hit) => html`<i class="tick" style=${{ left: place(new Date(hit.line.time).getTime(), span) + "%" }} title=${hit.line.message}></i>`)}
      </div>
    </div>`)}
    <div class="lane"><div class="lane-name"></div><div class="lane-track bare"><${Scale} extent=${span} /></div></div>
  </section>`;
}

function Pause({ before, after }) {
  const pause = startOf(after) - endOf(before, NaN);
  const moved = before.instance?.id !== after.instance?.id;
  return html`<p class="pause">${Number.isNaN(pause) ? "no end of it is in the index; then" : pause < 0 ? `begins ${millis(-pause)} before that one ends` : millis(pause) + " later"}${moved
    ? html`, on another instance: <b><${Text} of=${after.instance?.name} limit=${60} /></b>` : ", on the same instance"}</p>`;
}

function Attempt({ run, number, hits, chosen, route, config }) {
  const shownAlready = hits.some((hit) => hit.line.error?.stackTrace);
  return html`<section class=${"attempt" + (chosen ? " chosen" : "")} id=${"run-" + run.task.runId}>
    <h2>
      <${Fate} run=${run} />
      <span><${Text} of=${run.task.name} limit=${80} />, attempt ${run.task.attempt ?? number}</span>
      <span class="on">on <b><${Text} of=${run.instance?.name} limit=${60} /></b></span>
      <span class="quiet">${clock(run.start)} · ${run.duration === undefined ? "no end known" : millis(run.duration)}${run.lag === undefined ? "" : " · started " + millis(run.lag) + " late"}</span>
      <a class="quiet run-id" href=${route.toView("timeline", { run: run.task.runId })}>${run.task.runId}</a>
    </h2>
    ${run.reason ? html`<p class="reason"><${Text} of=${run.reason} /></p>` : null}
    ${run.state === "running" ? html`<p class="reason">It started and has no end in the index: it still runs, or its instance is gone.</p>` : null}
    ${run.error?.stackTrace ? html`<${Stack} trace=${run.error.stackTrace} />` : shownAlready || !run.error ? null : html`<div class="stack-head"><${Text} of=${run.error.type + ": " + run.error.message} /></div>`}
    <div class="lines" role="list" onKeyDown=${listKeys}>
      ${hits.map((hit) => html`<${Line} key=${hit.id} hit=${hit} route=${route} config=${config} bare />`)}
    </div>
  </section>`;
}

function Head({ data, route }) {
  const { task } = data;
  const traces = [...new Set(data.attempts.map((run) => run.task.traceId).filter(Boolean))];
  const users = [...new Set([task.userId, ...data.attempts.map((run) => run.task.userId)].filter(Boolean))];
  const failed = data.attempts.filter((run) => fate(run).colour === "bad").length;
  return html`<div class="story">
    ${task.id ? html`<a class="story-name" href=${route.toView("timeline", { task: task.id })}><${Text} of=${task.id} limit=${100} /></a>` : html`<span class="story-name"><${Text} of=${task.name} limit=${100} /></span>`}
    <span class="quiet">${plural(data.attempts.length, "run")} on ${plural(data.instances.length, "instance")}${failed ? `, ${failed} failed` : ""}</span>
    ${users.map((user) => html`<span>user <a href=${route.toView("search", { q: user })}><${Text} of=${user} limit=${80} /></a></span>`)}
    ${traces.map((id) => html`<a class="button small" href=${route.toView("trace", { id })}>Trace ${id.slice(0, 8)}…</a>`)}
  </div>`;
}

function Missing({ gaps }) {
  return gaps.length === 0 ? null : html`<div class="notice notice-error" role="status"><strong>${plural(gaps.reduce((n, gap) => n + gap.count, 0), "event is", "events are")} missing in between.</strong>
    <span>${gaps.map((gap) => `${gap.instance?.name}: ${gap.first === gap.last ? gap.first : gap.first + "–" + gap.last}`).join(", ")}</span></div>`;
}

export function Timeline({ route, config }) {
  const key = route.one("run") ? "run " + route.one("run") : "task " + route.one("task");
  const named = route.one("run") || route.one("task");
  const answer = useAnswer((signal) => (named ? ask(route, signal) : Promise.resolve(null)), key, REFRESH_MILLIS);
  const { data } = answer;
  const chosen = route.one("at");
  useEffect(() => {
    globalThis.document.getElementById("run-" + chosen)?.scrollIntoView({ block: "nearest" });
  }, [chosen, Boolean(data)]);
  if (!named) {
    return html`<${Empty} title="Which task?">Search for a task id, a run id or a user, and follow a line to its timeline.<//>`;
  }
  const all = data?.lines ?? [];
  const known = new Set(data?.attempts.map((run) => run.task.runId));
  const rest = all.filter((hit) => !known.has(hit.line.task?.runId));
  const choose = (run) => replace(route.with({ at: chosen === run ? null : run }));
  return html`<${Trouble} answer=${answer} />
    ${data ? html`<div data-ready=${answer.error ? undefined : "true"}>
      <${Head} data=${data} route=${route} />
      <${Missing} gaps=${data.gaps} />
      ${data.attempts.length ? html`<${Lanes} data=${data} all=${all} chosen=${chosen} choose=${choose} />` : null}
      ${data.attempts.map((run, i) => html`
        ${i ? html`<${Pause} before=${data.attempts[i - 1]} after=${run} />` : null}
        <${Attempt} key=${run.task.runId} run=${run} number=${i + 1} chosen=${chosen === run.task.runId} route=${route} config=${config}
          hits=${all.filter((hit) => hit.line.task?.runId === run.task.runId)} />`)}
      ${rest.length ? html`<section class="attempt"><h2>Lines without a run of their own</h2><div class="lines" role="list" onKeyDown=${listKeys}>
        ${rest.map((hit) => html`<${Line} key=${hit.id} hit=${hit} route=${route} config=${config} bare />`)}</div></section>` : null}
      ${data.truncated ? html`<p class="quiet end">These are the first ${count(all.length)} lines. <a href=${route.toView("search", { q: "task.id:" + JSON.stringify(data.task.id) })}>All of them in Search</a></p>` : null}
    </div>` : null}`;
}
