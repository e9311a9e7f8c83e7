// Search: the newest first, further pages as one scrolls, only what is near the window in the page.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./lib.js";
import { search, searchValues } from "./api.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { compact, count, LEVELS, levelClass } from "./format.js";
import { FAILED, replace, term } from "./route.js";
import { listKeys } from "./keys.js";
import { Line } from "./line.js";
import { Text } from "./text.js";
import { Copy, curl, kibana } from "./copy.js";

/** Pages whose documents are kept; beyond it a narrower search is the better answer. */
const MOST_PAGES = 100;
/** How far from the window, in pixels, pages are still in the document. */
const NEAR_PIXELS = 1200;
const bySeverity = (levels) => [...levels].sort((a, b) => LEVELS.indexOf(a.value) - LEVELS.indexOf(b.value));

function Facet({ title, name, values, route, colour }) {
  const chosen = route.all(name);
  const all = [...values, ...chosen.filter((c) => !values.some((v) => v.value === c)).map((value) => ({ value, count: 0 }))];
  const toggled = (value) => (chosen.includes(value) ? chosen.filter((c) => c !== value) : [...chosen, value]);
  return html`<section class="facet"><h2>${title}</h2>
    <ul>${all.map(({ value, count: n }) => html`<li><a aria-current=${chosen.includes(value) ? "true" : undefined} href=${route.with({ [name]: toggled(value), open: null })}
      class=${colour ? levelClass(value) : ""}><span class="check" aria-hidden="true"></span><span class="name"><${Text} of=${value} limit=${60} /></span><span class="n">${compact(n)}</span></a></li>`)}</ul>
    ${all.length === 0 ? html`<p class="quiet">–</p>` : null}
  </section>`;
}

/** One page of hits, in the document only while it is near the window; its height stays. */
function Portion({ hits, route, config, open, onToggle }) {
  const box = useRef();
  const [near, setNear] = useState(true);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => {
      if (!seen.isIntersecting) {
        setHeight(box.current.offsetHeight);
      }
      setNear(seen.isIntersecting);
    }, { rootMargin: NEAR_PIXELS + "px 0px" });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    box.current.style.minHeight = near ? "" : height + "px";
  }, [near]);
  return html`<div class="portion" ref=${box}>
    ${near ? hits.map((hit) => html`<${Line} key=${hit.id} hit=${hit} route=${route} config=${config} open=${open === hit.id} onToggle=${onToggle} />`) : null}
  </div>`;
}

function Sentinel({ onSeen }) {
  const box = useRef();
  const latest = useRef();
  latest.current = onSeen;
  useEffect(() => {
    const watch = new IntersectionObserver(([seen]) => seen.isIntersecting && latest.current(), { rootMargin: NEAR_PIXELS + "px 0px" });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return html`<div class="more" ref=${box} role="status">Fetching more …</div>`;
}

function Further({ first, route, config }) {
  const [pages, setPages] = useState([]);
  const [trouble, setTrouble] = useState(null);
  const abort = useRef(new AbortController());
  const busy = useRef(false);
  useEffect(() => () => abort.current.abort(), []);
  const open = route.one("open");
  const toggle = (hit) => replace(route.with({ open: open === hit.id ? null : hit.id }));
  const all = [first, ...pages];
  const { after } = all.at(-1);
  const more = async () => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    setTrouble(null);
    try {
      const page = await search(route, after, abort.current.signal);
      setPages((before) => [...before, page]);
    } catch (error) {
      if (!abort.current.signal.aborted) {
        setTrouble(error);
      }
    } finally {
      busy.current = false;
    }
  };
  return html`<div class="lines" role="list" aria-label="Events, the newest first" onKeyDown=${listKeys}>
      ${all.map((page, i) => html`<${Portion} key=${i} hits=${page.hits} route=${route} config=${config} open=${open} onToggle=${toggle} />`)}
    </div>
    ${trouble ? html`<div class="notice notice-error" role="alert"><strong>${trouble.title}</strong><span>${trouble.message}</span><button type="button" onClick=${more}>Try again</button></div>` : null}
    ${!after ? html`<p class="quiet end">These are all.</p>`
      : all.length >= MOST_PAGES ? html`<p class="quiet end">Shown are the newest ${count(all.length * first.hits.length)}. Narrow the search or the time to see others.</p>`
      : trouble ? null : html`<${Sentinel} key=${after} onSeen=${more} />`}`;
}

const anyOf = (fields, values) => (values.length ? ["(" + fields.flatMap((field) => values.map((value) => term(field, value))).join(" OR ") + ")"] : []);

/** The same question for Kibana's Lucene bar. */
function lucene(data, route) {
  const asked = route.one("q") ? ["(" + data.query.lucene + ")"] : [];
  return [...asked, ...anyOf(["log.level"], route.all("level")), ...anyOf(["service.node.name", "agent.ephemeral_id"], route.all("instance"))].join(" AND ");
}

/** Where a word that is a whole value of a field leads to. */
function Leads({ data, route }) {
  const word = route.one("q").trim();
  const leads = {
    "task.id": ["Timeline of the task", route.toView("timeline", { task: word })],
    "task.run.id": ["Timeline of the run", route.toView("timeline", { run: word })],
    "trace.id": ["Waterfall of the trace", route.toView("trace", { id: word })],
    "user.id": ["Failed runs of this user", route.toView("search", { q: FAILED + " AND " + term("user.id", word) })],
    "task.name": ["Failed runs of this task", route.toView("search", { q: FAILED + " AND " + term("task.name", word) })],
    "error.id": ["All of this error", route.toView("search", { q: term("error.id", word) })],
    "service.node.name": ["All of this instance", route.toView("search", { instance: word })],
  };
  const found = (data.facets.fields ?? []).filter(({ field }) => leads[field]);
  return found.length === 0 ? null : html`<div class="leads" role="group" aria-label="What the word is">
    ${found.map(({ field }) => html`<a class="button primary" href=${leads[field][1]}>${leads[field][0]}</a>`)}
  </div>`;
}

function Summary({ data, route, config }) {
  const { value, relation } = data.total;
  return html`<div class="summary">
    <span role="status"><b>${relation === "gte" ? "more than " : ""}${count(value)}</b> ${value === 1 ? "event" : "events"}</span>
    <${Leads} data=${data} route=${route} />
    <span class="actions">
      <${Copy} text=${curl(config, config.indices + "/_search", { query: data.query.body, sort: [{ "@timestamp": "desc" }], size: 100 })} title="This search as a request to Elasticsearch">Copy cURL<//>
      ${config.kibanaUrl ? html`<a class="button small" target="_blank" rel="noopener noreferrer" href=${kibana(config.kibanaUrl, "lucene", lucene(data, route), route)}>Open in Kibana</a>` : null}
    </span>
  </div>`;
}

export function Search({ route, config }) {
  const asked = JSON.stringify(searchValues(route));
  const answer = useAnswer((signal) => search(route, null, signal).then((data) => ({ ...data, asked })), asked, 0, true);
  const { data } = answer;
  return html`<${Trouble} answer=${answer} />
    ${data && !answer.error ? html`<div class=${"search" + (answer.loading ? " stale" : "")} data-ready=${answer.loading ? undefined : "true"}>
      <aside aria-label="Narrow by">
        <${Facet} title="Level" name="level" values=${bySeverity(data.facets.levels)} route=${route} colour />
        <${Facet} title="Instance" name="instance" values=${data.facets.instances} route=${route} />
      </aside>
      <div class="results">
        <${Summary} data=${data} route=${route} config=${config} />
        ${data.hits.length === 0
          ? html`<${Empty} title="Nothing found.">Nothing in this time matches. Widen the range, take out a facet, or try fewer words: a task id, a run id, a user, a trace id, words, or a query such as <code>event.outcome:failure AND user.id:alice</code>.<//>`
          : html`<${Further} key=${data.asked} first=${data} route=${route} config=${config} />`}
      </div>
    </div>` : null}`;
}
