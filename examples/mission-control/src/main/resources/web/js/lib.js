// The libraries, in one place: Preact and its hooks (classic scripts, see index.html) and htm.
import htm from "../lib/htm.module.js";

const { h, render, Fragment } = window.preact;
const { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } = window.preactHooks;

/** Template literals that make nodes; a value in them is always a text node or a property, never HTML. */
export const html = htm.bind(h);

export { Fragment, render, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState };
