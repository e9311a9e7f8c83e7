// Asking the server from a view: loading, error, retry and refresh, the same everywhere.
import { html, useEffect, useRef, useState } from "./lib.js";
import { millis } from "./format.js";

const FIRST_RETRY_MILLIS = 1000;
const LONGEST_RETRY_MILLIS = 10_000;

/**
 * Asks when `key` changes, and again every `every` milliseconds, but not while the page is hidden. An
 * answer stays while the next to the same question is awaited or fails. Trouble on the server's side is
 * retried with growing pauses; a bad question is not.
 *
 * @param ask (signal) => promise of the answer
 * @param keep whether an answer also stays while that to another question is awaited
 * @returns {data, error, loading, retryMillis}
 */
export function useAnswer(ask, key, every = 0, keep = false) {
  const [state, setState] = useState({ loading: true });
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    const abort = new AbortController();
    let timer;
    let failures = 0;
    setState((before) => ({ data: keep ? before.data : undefined, key: before.key, loading: true }));
    async function run() {
      if (document.hidden && failures === 0 && every) {
        timer = setTimeout(run, every);
        return;
      }
      let next = every;
      try {
        const data = await asking.current(abort.signal);
        if (abort.signal.aborted) {
          return;
        }
        failures = 0;
        setState({ data, key, loading: false });
      } catch (error) {
        if (abort.signal.aborted) {
          return;
        }
        failures++;
        const pause = Math.min(LONGEST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** (failures - 1));
        next = error.passing ? pause : 0;
        setState((before) => ({ data: before.key === key ? before.data : undefined, key, error, loading: false, retryMillis: next }));
      }
      if (next && !abort.signal.aborted) {
        timer = setTimeout(run, next);
      }
    }
    run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, every]);
  return state;
}

/** What there is to say about an answer besides its content; nothing when all is well. */
export function Trouble({ answer }) {
  const { error, loading, data, retryMillis } = answer;
  if (error) {
    return html`<div class="notice notice-error" role="alert">
      <strong>${error.title}</strong>
      <span>${error.message}</span>
      ${retryMillis ? html`<span class="quiet">Trying again every ${millis(retryMillis)}${data ? "; below is what was known before" : ""}.</span>` : null}
    </div>`;
  }
  if (loading && !data) {
    return html`<div class="loading" role="status"><span class="spinner"></span>Asking Elasticsearch …</div>`;
  }
  return null;
}

export function Empty({ title, children }) {
  return html`<div class="empty"><strong>${title}</strong><p>${children}</p></div>`;
}
