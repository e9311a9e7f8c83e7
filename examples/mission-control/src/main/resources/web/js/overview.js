// The overview: what happens now, every second, each figure a link to what is behind it.
import { html } from "./lib.js";
import { overview } from "./api.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { ago, clock, compact, count, LEVELS, millis, rate, simpleName } from "./format.js";
import { FAILED, go, RUNS, term } from "./route.js";
import { Chart } from "./chart.js";
import { Text } from "./text.js";

const REFRESH_MILLIS = 1000;
const OUTCOMES = [
  ["success", "Succeeded", "good"],
  ["failure", "Failed", "bad"],
  ["unknown", "Unknown", "doubtful"],
];

const sum = (values) => values.reduce((a, b) => a + b, 0);
const sumOf = (series, name) => sum(series.find((s) => s.name === name)?.counts ?? []);

function Legend({ entries, seconds }) {
  return html`<ul class="legend">
    ${entries.map(({ name, values, colour, href }) => html`<li>
      <a href=${href}><span class=${"swatch " + colour.slice(2)}></span><${Text} of=${name} limit=${40} /> <b>${compact(sum(values))}</b>${" "}<span class="quiet">${rate(sum(values) / seconds)}/s</span></a></li>`)}
  </ul>`;
}

function Rate({ title, kind, data, series, theme, route }) {
  const seconds = Math.max(1, (new Date(data.to) - new Date(data.from)) / 1000);
  const zoom = (from, to) => go(route.with({ from: new Date(from * 1000).toISOString(), to: new Date(to * 1000).toISOString() }));
  return html`<section class="card wide">
    <h2>${title} <span class="quiet">events in ${millis(data.intervalMillis)}</span></h2>
    <${Chart} times=${data.at.map((t) => t / 1000)} series=${series} kind=${kind} theme=${theme} zoom=${zoom}
      label=${title + ": " + series.map((s) => s.name + " " + sum(s.values)).join(", ")} />
    <${Legend} entries=${series} seconds=${seconds} />
  </section>`;
}

function Rates({ data, route, theme }) {
  const order = ({ name }) => (LEVELS.indexOf(name) + LEVELS.length + 1) % (LEVELS.length + 1);
  const levels = [...data.byLevel].sort((a, b) => order(a) - order(b)).map(({ name, counts }) => ({
    name, values: counts, colour: "--level-" + (LEVELS.includes(name) ? name : "INFO").toLowerCase(), href: route.toView("search", { level: name }),
  }));
  const instances = data.byInstance.map(({ name, other, counts }, i) => other
    ? { name: "others", values: counts, colour: "--quiet", href: route.toView("search") }
    : { name, values: counts, colour: "--series-" + (i % 12), href: route.toView("search", { instance: name }) });
  return html`
    <${Rate} title="By level" kind="bars" data=${data} series=${levels} theme=${theme} route=${route} />
    <${Rate} title="By instance" kind="lines" data=${data} series=${instances} theme=${theme} route=${route} />`;
}

function Figure({ title, value, colour = "", href }) {
  return html`<a class=${"figure " + colour} href=${href}><span>${title}</span><b>${value}</b></a>`;
}

function Figures({ data, route }) {
  const search = (values) => route.toView("search", values);
  const errors = sumOf(data.byLevel, "ERROR");
  const { outcomes, lag, events } = data;
  return html`<div class="figures">
    <${Figure} title="Events" value=${(events.relation === "gte" ? "> " : "") + compact(events.value)} href=${search({})} />
    <${Figure} title="Errors" value=${compact(errors)} colour=${errors ? "bad" : ""} href=${search({ level: "ERROR" })} />
    ${OUTCOMES.map(([name, title, colour]) => html`<${Figure} title=${title} value=${compact(outcomes[name] ?? 0)} colour=${outcomes[name] ? colour : ""} href=${search({ q: RUNS + " AND " + term("event.outcome", name) })} />`)}
    <${Figure} title="Running" value=${compact(outcomes.running ?? 0)} href=${search({ q: 'event.action:"task-started"' })} />
    <${Figure} title="Lag, p95" value=${lag ? millis(lag.p95) : "–"} href=${search({ q: 'event.action:"task-started" AND _exists_:task.lag' })} />
  </div>`;
}

function Table({ title, columns, rows, none, wide }) {
  return html`<section class=${"card" + (wide ? " wide" : "")}>
    <h2>${title}</h2>
    ${rows.length === 0 ? html`<p class="quiet none">${none}</p>` : html`<div class="scroll-x"><table>
      <thead><tr>${columns.map((c, i) => html`<th class=${i ? "n" : ""} scope="col">${c}</th>`)}</tr></thead>
      <tbody>${rows}</tbody>
    </table></div>`}
  </section>`;
}

function Tables({ data, route }) {
  const link = (text, q) => html`<a href=${route.toView("search", { q })}><${Text} of=${text} limit=${80} /></a>`;
  const failing = data.tasks.filter((t) => t.failures > 0);
  return html`
    <${Table} title="Tasks that fail" columns=${["Task", "Failed", "Runs", "Share"]} none="No run failed." rows=${failing.map((t) => html`<tr>
      <td>${link(t.name, FAILED + " AND " + term("task.name", t.name))}</td><td class="n bad">${count(t.failures)}</td><td class="n">${count(t.runs)}</td>
      <td class="n">${Math.round((100 * t.failures) / t.runs)} %</td></tr>`)} />
    <${Table} title="Errors that belong together" columns=${["Error", "Count", "Last"]} none="No exception." rows=${data.errors.map((e) => html`<tr>
      <td class="two">${link(simpleName(e.type), term("error.id", e.id))} <span class="quiet"><${Text} of=${e.message} limit=${110} /></span></td>
      <td class="n bad">${count(e.count)}</td><td class="n quiet">${ago(e.last)}</td></tr>`)} />
    <${Table} title="Slowest runs" columns=${["Task", "Instance", "Took"]} none="No run has ended." rows=${data.slowestRuns.map((r) => html`<tr>
      <td><a href=${route.toView("timeline", { run: r.task.runId })}><${Text} of=${r.task.name} limit=${60} /></a> <span class="quiet"><${Text} of=${r.task.id} limit=${40} /></span></td>
      <td class="n"><${Text} of=${r.instance?.name} limit=${40} /></td><td class="n">${millis(r.duration)}</td></tr>`)} />
    <${Table} wide title="Duration of tasks" columns=${["Task", "Median", "p95", "Longest"]} none="No run has ended." rows=${[...data.tasks].sort((a, b) => b.max - a.max).map((t) => html`<tr>
      <td>${link(t.name, RUNS + " AND " + term("task.name", t.name))}</td><td class="n">${millis(t.median)}</td><td class="n">${millis(t.p95)}</td><td class="n">${millis(t.max)}</td></tr>`)} />
    <${Table} wide title="Schedule lag" columns=${["Task", "Median", "p95", "Latest"]} none="No task says when it should start." rows=${data.lagByTask.map((t) => html`<tr>
      <td>${link(t.task, 'event.action:"task-started" AND ' + term("task.name", t.task))}</td><td class="n">${millis(t.median)}</td><td class="n">${millis(t.percentile95)}</td><td class="n">${millis(t.max)}</td></tr>`)} />`;
}

export function Overview({ route, theme }) {
  const answer = useAnswer((signal) => overview(route, signal), route.from + " " + route.to, REFRESH_MILLIS);
  const { data } = answer;
  return html`<${Trouble} answer=${answer} />
    ${data && data.events.value === 0 ? html`<${Empty} title="Nothing was logged in this time.">Widen the range, or start an application that logs with Flightlog.<//>` : null}
    ${data && data.events.value > 0 ? html`<div class=${answer.error ? "stale" : ""} data-ready=${answer.error ? undefined : "true"}>
      <${Figures} data=${data} route=${route} />
      <div class="cards"><${Rates} data=${data} route=${route} theme=${theme} /><${Tables} data=${data} route=${route} /></div>
      <p class="quiet updated">As of ${clock(data.to)}</p>
    </div>` : null}`;
}
