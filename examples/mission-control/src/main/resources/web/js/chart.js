// A chart over time, by uPlot: stacked bars or lines, coloured by the theme, zoomed by dragging.
import uPlot from "../lib/uPlot.esm.js";
import { html, useEffect, useRef } from "./lib.js";

const HEIGHT = 168;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Each series on top of those before it. */
function stacked(series) {
  const sums = [];
  return series.map(({ values }) => values.map((value, i) => (sums[i] = (sums[i] ?? 0) + value)));
}

function axis() {
  return {
    stroke: colour("--quiet"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
    font: "11px system-ui, sans-serif",
    gap: 4,
  };
}

/** Local times; the day too where they are a day or more apart. */
function labels(_, ticks) {
  const days = ticks.length > 1 && ticks[1] - ticks[0] >= 86_400;
  const pad = (n) => String(n).padStart(2, "0");
  const seconds = ticks.some((tick) => tick % 60);
  return ticks.map((tick) => {
    const t = new Date(tick * 1000);
    const time = pad(t.getHours()) + ":" + pad(t.getMinutes()) + (seconds ? ":" + pad(t.getSeconds()) : "");
    return days ? pad(t.getMonth() + 1) + "-" + pad(t.getDate()) : time;
  });
}

function options(width, kind, series, zoom) {
  const bars = uPlot.paths.bars({ size: [0.8, 40], align: 1 });
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: true, y: false, setScale: false }, points: { show: false } },
    select: { show: true, left: 0, top: 0, width: 0, height: 0 },
    scales: { y: { range: (_, low, high) => [0, Math.max(1, high) * 1.05] } },
    padding: [8, 6, 0, 0],
    axes: [{ ...axis(), size: 28, space: 70, values: labels }, { ...axis(), size: 46, values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? tick.toLocaleString("en-US") : "")) }],
    series: [
      {},
      ...series.map(({ colour: name }) => ({
        points: { show: false },
        ...(kind === "bars"
          ? { paths: bars, fill: colour(name), stroke: colour(name), width: 0 }
          : { stroke: colour(name), width: 1.6 }),
      })),
    ],
    hooks: {
      setSelect: [
        (chart) => {
          if (chart.select.width > 4) {
            zoom(chart.posToVal(chart.select.left, "x"), chart.posToVal(chart.select.left + chart.select.width, "x"));
          }
        },
      ],
    },
  };
}

/**
 * @param times epoch seconds of the points
 * @param series [{name, values, colour: "--css-variable"}]; bars are drawn the first at the bottom
 * @param kind "bars" (stacked) or "lines"
 * @param theme changes when colours do
 * @param zoom (fromSeconds, toSeconds) after a drag
 */
export function Chart({ times, series, kind, label, theme, zoom }) {
  const box = useRef();
  const chart = useRef();
  const latest = useRef();
  latest.current = zoom;
  const shape = kind + theme + series.map((s) => s.name).join("\n");
  const data = () => {
    const values = kind === "bars" ? stacked(series).reverse() : series.map((s) => s.values);
    return [times, ...values];
  };
  useEffect(() => {
    const painted = kind === "bars" ? [...series].reverse() : series;
    const made = new uPlot(options(box.current.clientWidth, kind, painted, (from, to) => latest.current(from, to)), data(), box.current);
    chart.current = made;
    const resized = new ResizeObserver(() => made.setSize({ width: box.current.clientWidth, height: HEIGHT }));
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      made.destroy();
    };
  }, [shape]);
  useEffect(() => chart.current.setData(data()), [times, series]);
  return html`<div class="chart" ref=${box} role="img" aria-label=${label}></div>`;
}
