import { formatNumber, median, renderTable } from "./table.js";

/**
 * What was measured on one set of templates: times in milliseconds, memory in MB.
 *
 * @typedef {object} BuildFigures
 * @property {number[]} node
 * @property {number[]} first
 * @property {number[]} cold
 * @property {number[]} warm
 * @property {number[]} changed
 * @property {number[]} velite empty where it is not installed
 * @property {number[]} memory of a cold build
 */

/**
 * The most that a figure may be, by the number of templates: in MB, or as a ratio to a figure.
 *
 * @type {{ [figure in keyof BuildFigures]?: { unit: string, most: { [size: number]: number } } }}
 */
const targets = {
  cold: { unit: "velite", most: { 75: 0.6, 1000: 0.75, 10000: 0.8 } },
  warm: { unit: "node", most: { 75: 1.7, 1000: 3.2, 10000: 22 } },
  changed: { unit: "node", most: { 75: 2.8, 1000: 5, 10000: 25 } },
  memory: { unit: "MB", most: { 75: 80, 10000: 350 } },
};

/** @type {{ [figure in keyof BuildFigures]: string }} */
const labels = {
  node: "node -e 0",
  first: "first run",
  cold: "cold",
  warm: "warm",
  changed: "one changed",
  velite: "velite",
  memory: "memory, MB",
};

/**
 * @param {number} size the number of templates
 * @param {BuildFigures} figures
 * @param {number} [columns] of the terminal
 * @returns {string}
 */
export function renderBuildTable(size, figures, columns) {
  const heads = ["ms", "median", "min", "max", "× node", "× velite", "target"];
  const names = /** @type {(keyof BuildFigures)[]} */ (Object.keys(labels));
  const rows = names
    .filter((name) => figures[name].length > 0)
    .map((name) => renderRow(name, size, figures));
  const table = renderTable([heads, ...rows], columns);
  if (figures.velite.length > 0) {
    return table;
  }
  return `${table}\n\nvelite is not installed: npm install --prefix bench`;
}

/**
 * @param {keyof BuildFigures} name
 * @param {number} size
 * @param {BuildFigures} figures
 */
function renderRow(name, size, figures) {
  const samples = figures[name];
  const values = {
    MB: median(samples),
    node: median(samples) / median(figures.node),
    velite: median(samples) / median(figures.velite),
  };
  const isTime = name !== "memory";
  return [
    labels[name],
    ...[median(samples), Math.min(...samples), Math.max(...samples)].map(formatNumber),
    isTime && name !== "node" ? formatNumber(values.node) : "",
    isTime && name !== "velite" && name !== "node" ? formatNumber(values.velite) : "",
    renderTarget(name, size, values),
  ];
}

/**
 * @param {keyof BuildFigures} name
 * @param {number} size
 * @param {{ [unit: string]: number }} values
 */
function renderTarget(name, size, values) {
  const { unit = "", most } = targets[name] ?? {};
  const limit = most?.[size];
  const value = values[unit];
  if (limit === undefined || value === undefined) {
    return "";
  }
  const shown = `≤ ${limit} ${unit === "MB" ? unit : `× ${unit}`}`;
  if (Number.isNaN(value)) {
    return shown;
  }
  return `${shown}: ${value <= limit ? "pass" : "miss"}`;
}
