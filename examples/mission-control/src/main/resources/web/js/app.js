// The frame around the views: navigation, search box, time range, theme, keyboard.
import { html, render, useEffect, useRef, useState } from "./lib.js";
import { go, useRoute } from "./route.js";
import { pageKeys } from "./keys.js";
import { status } from "./api.js";
import { Range } from "./range.js";
import { Empty, Trouble, useAnswer } from "./loading.js";
import { Overview } from "./overview.js";
import { Search } from "./search.js";
import { Tail } from "./tail.js";
import { Timeline } from "./timeline.js";
import { Trace } from "./trace.js";
import { Integrity } from "./integrity.js";

const VIEWS = {
  overview: { title: "Overview", view: Overview, ranged: true, listed: true },
  search: { title: "Search", view: Search, ranged: true, listed: true },
  tail: { title: "Live tail", view: Tail, listed: true },
  timeline: { title: "Timeline", view: Timeline },
  trace: { title: "Trace", view: Trace },
  integrity: { title: "Integrity", view: Integrity, ranged: true, listed: true },
};

/** What js/theme.js began with; goes along with the system until the reader has chosen. */
function useTheme() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme);
  const show = (name) => {
    document.documentElement.dataset.theme = name;
    setTheme(name);
  };
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const changed = () => localStorage.getItem("theme") || show(system.matches ? "dark" : "light");
    system.addEventListener("change", changed);
    return () => system.removeEventListener("change", changed);
  }, []);
  const choose = (name) => {
    localStorage.setItem("theme", name);
    show(name);
  };
  return [theme, choose];
}

function SearchBox({ route }) {
  const asked = route.view === "search" ? route.one("q") : "";
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const submit = (event) => {
    event.preventDefault();
    go(route.view === "search" ? route.with({ q: text.trim(), open: null }) : route.toView("search", { q: text.trim() }));
  };
  return html`<form class="search-box" role="search" onSubmit=${submit}>
    <input id="search" type="search" value=${text} onInput=${(e) => setText(e.target.value)} autocomplete="off" spellcheck=${false}
      aria-label="Search" placeholder="Task, run, user, trace, words or a query" />
    <kbd aria-hidden="true">/</kbd>
  </form>`;
}

function Shell() {
  const route = useRoute();
  const [theme, setTheme] = useTheme();
  const latest = useRef(route);
  latest.current = route;
  const config = useAnswer(status, "status");
  useEffect(() => {
    const pressed = (event) => pageKeys(event, () => latest.current);
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);
  const known = VIEWS[route.view];
  useEffect(() => {
    document.title = (known?.title ?? "Nothing here") + " – Mission Control";
  }, [route.view]);
  const other = theme === "dark" ? "light" : "dark";
  return html`
    <a class="skip" href="#main" onClick=${(e) => { e.preventDefault(); document.getElementById("main").focus(); }}>To the content</a>
    <header class="top">
      <a class="brand" href=${route.toView("overview")}><img src="icon.svg" alt="" width="22" height="22" />Mission Control</a>
      <nav aria-label="Views">
        ${Object.entries(VIEWS).filter(([name, v]) => v.listed || name === route.view).map(([name, v]) => html`<a href=${name === route.view ? location.hash : route.toView(name)} aria-current=${name === route.view ? "page" : undefined}>${v.title}</a>`)}
      </nav>
      <${SearchBox} route=${route} />
      <button type="button" class="theme" aria-label=${"Use the " + other + " theme"} title=${"Use the " + other + " theme"} onClick=${() => setTheme(other)}>${theme === "dark" ? "☀" : "☾"}</button>
    </header>
    <main id="main" tabindex="-1">
      <div class="heading">
        <h1>${known?.title ?? "Nothing here"}</h1>
        ${known?.ranged ? html`<${Range} route=${route} />` : null}
      </div>
      <${Trouble} answer=${config} />
      ${known
        ? config.data ? html`<${known.view} route=${route} theme=${theme} config=${config.data} />` : null
        : html`<${Empty} title="There is no such view.">The address says “${route.view}”. <a href=${route.toView("overview")}>To the overview</a><//>`}
    </main>`;
}

if (!location.hash) {
  history.replaceState(null, "", "#/overview");
}
render(html`<${Shell} />`, document.getElementById("app"));
