import { formatNumber, median, renderTable } from "./table.js";

/** @import { Heap, Samples } from "./emulator-logins.js" */

/** Logins by second that there have to be, counted in the time of all processors. */
const targets = { loaded: 20_000, afresh: 2_500 };

const labels = {
  loaded: "a trivial rule, loaded before",
  afresh: "a trivial rule, loaded afresh",
  ten: "ten rules in a pipeline",
  request: "a template with one request",
};

/** How much of the heap of 10,000 logins may have come to it in 100,000. */
const mostGrowth = 1.1;

/**
 * Rates in time of the processors do not suffer from what else the machine does, as those on the
 * clock do.
 *
 * @param {Samples} samples
 * @param {number} [columns] of the terminal
 */
export function renderLogins(samples, columns) {
  const heads = ["logins a second", "of CPU time", "min", "max", "on the clock", "target"];
  const rows = Object.entries(labels).map(([name, label]) => {
    const taken = samples[name] ?? [];
    const rates = taken.map(({ logins, cpu }) => (1000 * logins) / cpu);
    const onClock = taken.map(({ logins, milliseconds }) => (1000 * logins) / milliseconds);
    const least = Object.entries(targets).find(([target]) => target === name)?.[1];
    const figures = [median(rates), Math.min(...rates), Math.max(...rates), median(onClock)];
    return [
      label,
      ...figures.map(formatNumber),
      least === undefined ? "" : `≥ ${least}: ${judge(median(rates) >= least)}`,
    ];
  });
  return renderTable([heads, ...rows], columns);
}

/**
 * @param {Heap[]} heaps
 * @param {number} [columns] of the terminal
 */
export function renderMemory(heaps, columns) {
  const [first = { logins: 0, megabytes: NaN }] = heaps;
  const rows = heaps.map(({ logins, megabytes }, index) => {
    const growth = megabytes / first.megabytes;
    const isLast = index === heaps.length - 1;
    const target = isLast ? `≤ ${mostGrowth} ×: ${judge(growth <= mostGrowth)}` : "";
    return [String(logins), formatNumber(megabytes), formatNumber(growth), target];
  });
  return renderTable([["after logins", "MB", "× first", "target"], ...rows], columns);
}

/**
 * @param {{ node: number[], try: number[] }} starts milliseconds
 * @param {number} [columns] of the terminal
 */
export function renderStarts(starts, columns) {
  const rows = [
    ["node -e 0", starts.node],
    ["./build try rule.js", starts.try],
  ].map(([label, times]) => {
    const taken = /** @type {number[]} */ (times);
    const ratio = median(taken) / median(starts.node);
    const figures = [median(taken), Math.min(...taken), Math.max(...taken), ratio];
    return [String(label), ...figures.map(formatNumber), ""];
  });
  return renderTable([["ms", "median", "min", "max", "× node", ""], ...rows], columns);
}

/** @param {boolean} isMet */
function judge(isMet) {
  return isMet ? "pass" : "miss";
}
