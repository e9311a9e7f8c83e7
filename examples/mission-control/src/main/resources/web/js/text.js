// Text of unknown origin: shown whole, as text, with what would be invisible or would reorder it made visible.
import { html } from "./lib.js";

// C0 (but tab and line feed), DEL, C1, soft hyphen, zero width, bidi controls, line separators, byte order mark
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const PIECES = new RegExp("(" + INVISIBLE.source + ")", "u");

const codePoint = (character) => "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

function visible(text) {
  return INVISIBLE.test(text)
    ? text.split(PIECES).map((piece) => (INVISIBLE.test(piece) ? html`<span class="control">${codePoint(piece)}</span>` : piece))
    : text;
}

/** The text and where it was cut, never within a character of two units. */
function cut(text, limit) {
  if (text.length <= limit) {
    return text;
  }
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit) + "…";
}

/**
 * A text, isolated, so that its direction does not touch what stands beside it.
 *
 * @param limit characters that are shown
 * @param marks [[start, end)]: what a search has found, ascending
 */
export function Text({ of, limit = Infinity, marks = [] }) {
  const text = cut(String(of ?? ""), limit);
  const nodes = [];
  let done = 0;
  for (const [start, end] of marks.filter((mark) => mark[0] < Math.min(limit, text.length))) {
    nodes.push(visible(text.slice(done, start)), html`<mark>${visible(text.slice(start, end))}</mark>`);
    done = Math.min(end, text.length);
  }
  return html`<bdi>${nodes}${visible(text.slice(done))}</bdi>`;
}
