// The live tail's stream: goes on behind the last event it had, whatever ends it.
import { address, ask } from "./api.js";

const RETRY_MILLIS = 2000;

/**
 * Follows until it is closed. EventSource reconnects by itself, and tells the server its last id; where
 * it gives up, because an answer was an error, the next attempt tells it.
 *
 * @param values q, level, instance
 * @param on {lines(hits), state({state, message?, error?})}
 * @returns a function that closes
 */
export function follow(values, on) {
  let source;
  let timer;
  let cursor;
  let closed = false;
  const abort = new AbortController();

  // the answer that EventSource does not show: the search has the same words for a query that is refused
  async function gaveUp() {
    let error = { message: "The stream has ended." };
    try {
      await ask("search", { ...values, size: 1 }, abort.signal);
    } catch (failure) {
      error = failure;
    }
    if (!closed) {
      on.state({ state: "away", error });
      if (error.passing !== false) {
        timer = setTimeout(open, RETRY_MILLIS);
      }
    }
  }

  function open() {
    source = new EventSource(address("tail", { ...values, cursor }));
    source.addEventListener("lines", (event) => {
      cursor = event.lastEventId;
      on.lines(JSON.parse(event.data).lines);
    });
    source.addEventListener("state", (event) => on.state(JSON.parse(event.data)));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) {
        gaveUp();
      } else {
        on.state({ state: "away", error: { message: "Connecting again." } });
      }
    });
  }

  open();
  return () => {
    closed = true;
    abort.abort();
    clearTimeout(timer);
    source.close();
  };
}
