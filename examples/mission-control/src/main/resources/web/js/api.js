// The server's interface (API.md), one function a question. An answer, or an ApiError in words for a reader.
import { queryOf } from "./route.js";

const TITLES = {
  bad_parameter: "The address has a value that cannot be.",
  refused_query: "This search cannot be run.",
  not_found: "The index has nothing of it.",
  busy: "Too many questions at a time.",
  search_failed: "Elasticsearch did not give the whole answer.",
  elasticsearch_away: "Elasticsearch does not answer.",
  timeout: "Elasticsearch took too long.",
};
const LASTING = ["bad_parameter", "refused_query", "not_found", "bad_method", "wrong_host"];

export class ApiError extends Error {
  /** @param error the server's {code, message, hint}; null if nothing came from it */
  constructor(error) {
    super([error?.message ?? "It may have been stopped, or the network is away.", error?.hint].filter(Boolean).join(" – "));
    this.title = error ? TITLES[error.code] ?? "Mission Control failed." : "Mission Control does not answer.";
    this.code = error?.code;
    /** Whether it is worth asking again. */
    this.passing = !LASTING.includes(error?.code);
  }
}

/** The address of a question; lists are given several times, what is empty not at all. */
export const address = (path, values = {}) => "api/" + path + queryOf(values);

export async function ask(path, values, signal) {
  let answer;
  try {
    answer = await fetch(address(path, values), { signal, headers: { Accept: "application/json" } });
  } catch (failure) {
    throw signal?.aborted ? failure : new ApiError(null);
  }
  const body = await answer.json().catch(() => null);
  if (!answer.ok || body === null) {
    throw new ApiError(body?.error ?? { code: "internal", message: "The answer has status " + answer.status + " and cannot be read." });
  }
  return body;
}

const range = (route) => ({ from: route.from, to: route.to });

/** What a search asks for, without a place to go on from. */
export const searchValues = (route) => ({ ...range(route), q: route.one("q"), level: route.all("level"), instance: route.all("instance") });

export const status = (signal) => ask("status", {}, signal);
export const overview = (route, signal) => ask("overview", range(route), signal);
export const search = (route, after, signal) => ask("search", { ...searchValues(route), after }, signal);

export const document = ({ index, id }, signal) => ask("document", { index, id }, signal);
export const runStory = (id, signal) => ask("runs/" + encodeURIComponent(id), {}, signal);
export const taskStory = (id, signal) => ask("tasks/" + encodeURIComponent(id), {}, signal);
export const trace = (id, signal) => ask("traces/" + encodeURIComponent(id), {}, signal);
export const integrity = (route, signal) => ask("integrity", range(route), signal);
