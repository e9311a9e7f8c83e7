// A line of the log in a list, and the document behind it.
import { html, useState } from "./lib.js";
import { clock, levelClass, simpleName } from "./format.js";
import { Text } from "./text.js";
import { Document } from "./document.js";

const SHOWN_OF_A_MESSAGE = 400;

function Task({ line, route }) {
  const { id } = line.task ?? {};
  return id
    ? html`<a data-timeline href=${route.toView("timeline", { task: id })} onClick=${(e) => e.stopPropagation()} tabindex="-1" title="Timeline of this task"><${Text} of=${id} limit=${60} /></a>`
    : html`<span class="quiet"><${Text} of=${simpleName(line.logger)} limit=${40} /></span>`;
}

/**
 * One row: time, level, instance, task, message. Opens on click, Enter or Space.
 *
 * @param open whether the document is shown, with onToggle; left out, the row keeps that itself
 * @param bare without the task, where all lines are of one
 */
export function Line({ hit, route, config, open, onToggle, bare = false }) {
  const [own, setOwn] = useState(false);
  const isOpen = open ?? own;
  const toggle = () => (onToggle ? onToggle(hit) : setOwn(!own));
  const { line, highlights = {} } = hit;
  const key = (event) => {
    if (event.target === event.currentTarget && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      toggle();
    }
  };
  return html`<div class=${"entry" + (isOpen ? " entry-open" : "")} role="listitem">
    <div class=${"row " + levelClass(line.level) + (bare ? " bare" : "")} data-row tabindex="0" role="button" aria-expanded=${isOpen} onClick=${toggle} onKeyDown=${key}>
      <time datetime=${line.time} title=${line.time}>${clock(line.time)}</time>
      <span class="level">${line.level}</span>
      <span class="instance"><${Text} of=${line.instance?.name} limit=${60} /></span>
      ${bare ? null : html`<span class="task"><${Task} line=${line} route=${route} /></span>`}
      <span class="text"><${Text} of=${line.message} limit=${SHOWN_OF_A_MESSAGE} marks=${highlights.message} />${line.error ? html` <span class="thrown">${simpleName(line.error.type)}: <${Text} of=${line.error.message} limit=${200} marks=${highlights["error.message"]} /></span>` : null}</span>
      ${hit.late ? html`<span class="late" title="Its time is more than 10 s before it could be seen: sent again, mostly">late</span>` : null}
    </div>
    ${isOpen ? html`<${Document} hit=${hit} route=${route} config=${config} />` : null}
  </div>`;
}
