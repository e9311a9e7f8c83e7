// The keyboard, in one place: lists by arrows, / for the search box, g and a letter for the views.
import { go } from "./route.js";

const VIEWS = { o: "overview", s: "search", l: "tail", i: "integrity" };
let waitsForView = false;

const typing = (element) => element?.matches?.("input, textarea, select, [contenteditable]");

/** Page-wide keys. @param route () => the current one */
export function pageKeys(event, route) {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (typing(event.target)) {
    if (event.key === "Escape") {
      event.target.blur();
    }
    return;
  }
  const second = waitsForView;
  waitsForView = event.key === "g";
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("search").focus();
    document.getElementById("search").select();
  } else if (second && VIEWS[event.key]) {
    go(route().toView(VIEWS[event.key]));
  } else if ((event.key === "ArrowDown" || event.key === "j") && event.target === document.body) {
    const first = document.querySelector("main [data-row]");
    if (first) {
      event.preventDefault();
      first.focus();
    }
  }
}

/** Keys of a list whose rows have data-row and are focusable. */
export function listKeys(event) {
  const row = event.target.closest?.("[data-row]");
  if (!row || event.target !== row) {
    return;
  }
  const rows = [...event.currentTarget.querySelectorAll("[data-row]")];
  const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length };
  const step = steps[event.key];
  if (step) {
    event.preventDefault();
    const index = Math.min(rows.length - 1, Math.max(0, rows.indexOf(row) + step));
    rows[index].focus();
    rows[index].scrollIntoView({ block: "nearest" });
  } else if (event.key === "t") {
    row.parentElement.querySelector("[data-timeline]")?.click();
  }
}
