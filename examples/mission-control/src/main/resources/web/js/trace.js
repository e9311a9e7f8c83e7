// A trace: its steps as a waterfall over the instances, the lines of a step inside it.
import { html } from "./lib.js";
import { trace } from "./api.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { count, millis, plural } from "./format.js";
import { replace } from "./route.js";
import { listKeys } from "./keys.js";
import { Line } from "./line.js";
import { endOf, extent, fate, Fate, place, Scale, startOf } from "./runs.js";
import { Stack } from "./stack.js";
import { Text } from "./text.js";

const REFRESH_MILLIS = 5000;

function Lines({ hits, route, config }) {
  return html`<div class="lines" role="list" onKeyDown=${listKeys}>
    ${hits.map((hit) => html`<${Line} key=${hit.id} hit=${hit} route=${route} config=${config} bare />`)}
  </div>`;
}

function Step({ run, span, hits, open, toggle, route, config }) {
  const { colour } = fate(run);
  const from = place(startOf(run), span);
  const width = Math.max(0, place(endOf(run, span.to), span) - from);
  const key = (event) => {
    if (event.target === event.currentTarget && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      toggle();
    }
  };
  return html`<div class=${"step" + (open ? " step-open" : "")} role="listitem">
    <div class="step-row" data-row role="button" tabindex="0" aria-expanded=${open} onClick=${toggle} onKeyDown=${key}>
      <span class="step-name"><b><${Text} of=${run.task.name} limit=${60} /></b> <span class="quiet"><${Text} of=${run.instance?.name} limit=${60} /></span></span>
      <span class="lane-track"><span class=${"bar " + colour + (run.state === "running" ? " open" : "")} style=${{ left: `min(${from}%, 100% - 7px)`, width: width + "%" }}></span></span>
      <span class="n">${millis(run.duration)}</span>
      <${Fate} run=${run} />
    </div>
    ${open ? html`<div class="step-body">
      <p class="quiet">${run.task.id ? html`task <a data-timeline href=${route.toView("timeline", { task: run.task.id })}><${Text} of=${run.task.id} limit=${80} /></a> · ` : null}attempt ${run.task.attempt ?? 1} · span ${run.task.spanId ?? "–"} · ${plural(hits.length, "line")}</p>
      ${run.error?.stackTrace ? html`<${Stack} trace=${run.error.stackTrace} />` : null}
      <${Lines} hits=${hits} route=${route} config=${config} />
    </div>` : null}
  </div>`;
}

export function Trace({ route, config }) {
  const id = route.one("id");
  const answer = useAnswer((signal) => (id ? trace(id, signal) : Promise.resolve(null)), id, REFRESH_MILLIS);
  const { data } = answer;
  if (!id) {
    return html`<${Empty} title="Which trace?">Search for a trace id, or follow a line to its trace.<//>`;
  }
  const opened = route.all("open");
  const toggle = (run) => replace(route.with({ open: opened.includes(run) ? opened.filter((o) => o !== run) : [...opened, run] }));
  const hits = data?.lines ?? [];
  const span = data?.steps.length ? extent(data.steps, hits) : null;
  const known = new Set(data?.steps.map((run) => run.task.runId));
  const rest = hits.filter((hit) => !known.has(hit.line.task?.runId));
  return html`<${Trouble} answer=${answer} />
    ${data ? html`<div data-ready=${answer.error ? undefined : "true"}>
      <div class="story"><span class="mono">${data.traceId}</span>
        <span class="quiet">${plural(data.steps.length, "step")} on ${plural(data.instances.length, "instance")}${span ? ", " + millis(span.to - span.from) : ""}</span>
        <span><a href=${route.toView("search", { q: data.traceId })}>${plural(hits.length, "line")}</a></span></div>
      ${span ? html`<section class="card waterfall">
        <div role="list" aria-label="Steps, in the order of their starts" onKeyDown=${listKeys}>
          ${data.steps.map((run) => html`<${Step} key=${run.task.runId} run=${run} span=${span} open=${opened.includes(run.task.runId)} toggle=${() => toggle(run.task.runId)} route=${route} config=${config}
            hits=${hits.filter((hit) => hit.line.task?.runId === run.task.runId)} />`)}
        </div>
        <div class="step-row bare"><span class="step-name"></span><span class="lane-track bare"><${Scale} extent=${span} /></span><span></span><span></span></div>
      </section>` : null}
      ${rest.length ? html`<section class="attempt"><h2>Lines outside of these steps</h2><${Lines} hits=${rest} route=${route} config=${config} /></section>` : null}
      ${data.truncated ? html`<p class="quiet end">These are the first ${count(hits.length)} lines. <a href=${route.toView("search", { q: data.traceId })}>All of them in Search</a></p>` : null}
    </div>` : null}`;
}
