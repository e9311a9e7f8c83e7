// How values look; units are in the names.
const number = new Intl.NumberFormat("en-US");
const short = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

export const count = (n) => (n === null || n === undefined ? "–" : number.format(n));
export const compact = (n) => (n < 10_000 ? number.format(n) : short.format(n));
export const plural = (n, one, many = one + "s") => count(n) + " " + (n === 1 ? one : many);

export function rate(perSecond) {
  if (perSecond < 0.1) {
    return perSecond === 0 ? "0" : "< 0.1";
  }
  return perSecond < 10 ? perSecond.toFixed(1) : compact(Math.round(perSecond));
}

export function millis(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const size = Math.abs(value);
  if (size < 1) {
    return (Math.round(value * 100) / 100) + " ms";
  }
  if (size < 1000) {
    return Math.round(value) + " ms";
  }
  if (size < 60_000) {
    return (value % 1000 === 0 ? value / 1000 : (value / 1000).toFixed(size < 10_000 ? 2 : 1)) + " s";
  }
  if (size < 3_600_000) {
    return Math.floor(value / 60_000) + " min " + Math.round((size % 60_000) / 1000) + " s";
  }
  return Math.floor(value / 3_600_000) + " h " + Math.round((size % 3_600_000) / 60_000) + " min";
}

const pad = (n, digits = 2) => String(n).padStart(digits, "0");

/** Local time with milliseconds; the day only where it is not today. */
export function clock(iso) {
  if (!iso) {
    return "–";
  }
  const t = new Date(iso);
  const time = pad(t.getHours()) + ":" + pad(t.getMinutes()) + ":" + pad(t.getSeconds()) + "." + pad(t.getMilliseconds(), 3);
  return t.toDateString() === new Date().toDateString() ? time : pad(t.getMonth() + 1) + "-" + pad(t.getDate()) + " " + time;
}

export function ago(iso) {
  const past = Date.now() - new Date(iso).getTime();
  if (past < 1500) {
    return "now";
  }
  if (past < 60_000) {
    return Math.round(past / 1000) + " s ago";
  }
  if (past < 3_600_000) {
    return Math.round(past / 60_000) + " min ago";
  }
  return past < 86_400_000 ? Math.round(past / 3_600_000) + " h ago" : clock(iso);
}

/** The last part of a dotted name. */
export const simpleName = (name) => (name ?? "").split(".").at(-1).replaceAll("$", ".");

export const LEVELS = ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"];

/** The class that colours a level; one of the application's own looks like INFO. */
export const levelClass = (level) => "level-" + (LEVELS.includes(level) ? level : level === "FATAL" ? "ERROR" : "INFO").toLowerCase();
