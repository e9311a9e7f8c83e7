// The whole state of the page is in the URL's hash: #/view?name=value&name=value.
import { useEffect, useState } from "./lib.js";

const DEFAULT_RANGE = { from: "now-15m", to: "now" };

/** {view, params}: each parameter is a list of values. */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const params = new Map();
  for (const [name, value] of new URLSearchParams(query)) {
    params.set(name, [...(params.get(name) ?? []), value]);
  }
  return new Route(path || "overview", params);
}

/** One address; immutable. */
export class Route {
  constructor(view, params) {
    this.view = view;
    this.params = params;
  }

  one(name, otherwise = "") {
    return this.params.get(name)?.[0] ?? otherwise;
  }

  all(name) {
    return this.params.get(name) ?? [];
  }

  get from() {
    return this.one("from", DEFAULT_RANGE.from);
  }

  get to() {
    return this.one("to", DEFAULT_RANGE.to);
  }

  /** The address of a view; the time range goes along, other parameters do not. */
  toView(view, values = {}) {
    const range = {};
    for (const name of ["from", "to"]) {
      if (this.params.has(name)) {
        range[name] = this.one(name);
      }
    }
    return href(view, { ...range, ...values });
  }

  /** The same view with other values; null takes one out. */
  with(values) {
    const merged = Object.fromEntries(this.params);
    return href(this.view, { ...merged, ...values });
  }
}

/** "?name=value…", or nothing; a list is given several times, what is empty not at all. */
export function queryOf(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined && one !== "") {
        query.append(name, one);
      }
    }
  }
  const text = query.toString();
  return text && "?" + text;
}

export const href = (view, values) => "#/" + view + queryOf(values);

export function go(address) {
  location.hash = address;
}

/** Like go, without an entry of its own in the browser's history. */
export function replace(address) {
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute() {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = () => setHash(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return parse(hash);
}

/** A query-string clause for exactly this value. */
export function term(field, value) {
  return field + ":" + JSON.stringify(String(value));
}

/** Queries that several views lead to. */
export const RUNS = 'event.action:"task-run"';
export const FAILED = RUNS + " AND event.outcome:failure";
