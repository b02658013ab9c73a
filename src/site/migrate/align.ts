/** Lines of the rule and what they became. Lines count from 1 and include both ends. */
export interface Link {
  readonly ruleLines: readonly [first: number, last: number];
  readonly actionLines: readonly [first: number, last: number];
}

/**
 * A row of two texts side by side: the numbers of its lines, from 1; undefined where no line
 * belongs.
 */
export interface Row {
  readonly rule: number | undefined;
  readonly action: number | undefined;
}

/** What two lines count that are the same, and those that a link joins. */
const weights = { same: 4, linked: 3 };

/**
 * Puts the lines of a rule and of its action side by side, in their order: lines that are the same,
 * and lines that became others, are in one row as far as that is possible.
 */
export function alignLines(
  rule: readonly string[],
  action: readonly string[],
  links: readonly Link[],
): Row[] {
  const score = scorerOf(rule, action, links);
  const best = bestSums(rule.length, action.length, score);
  const rows: Row[] = [];
  let [at, other] = [0, 0];
  while (at < rule.length || other < action.length) {
    const here = best[at]?.[other] ?? 0;
    const gain = at < rule.length && other < action.length ? score(at, other) : 0;
    if (gain > 0 && here === gain + (best[at + 1]?.[other + 1] ?? 0)) {
      rows.push({ rule: ++at, action: ++other });
    } else if (at < rule.length && (other === action.length || here === best[at + 1]?.[other])) {
      rows.push({ rule: ++at, action: undefined });
    } else {
      rows.push({ rule: undefined, action: ++other });
    }
  }
  return rows;
}

/** The line on which the function of an action begins. */
const handler = "exports.onExecute";

/** A line without what does not count when lines are compared. */
function plainText(line = ""): string {
  return line.trim().replace(/;$/, "");
}

type Score = (rule: number, action: number) => number;

/** How much it counts to have two lines in one row; the lines are counted from 0. */
function scorerOf(
  rule: readonly string[],
  action: readonly string[],
  links: readonly Link[],
): Score {
  const first = rule.findIndex((line) => /\bfunction\b|=>/.test(line));
  const linked = new Map<string, number>();
  for (const { ruleLines, actionLines } of links) {
    const [first, last] = ruleLines;
    const [from, to] = actionLines;
    const length = Math.max(last - first, to - from) + 1;
    // The lines of a link are as far from its first ones. One of a few lines says more than one of
    // many.
    for (let step = 0; step <= Math.min(last - first, to - from); step++) {
      const key = `${first + step} ${from + step}`;
      linked.set(key, Math.max(linked.get(key) ?? 0, weights.linked / length));
    }
  }
  return (at, other) => {
    const [text, became] = [plainText(rule[at]), plainText(action[other])];
    // A bracket alone may be any.
    const weight = /\w/.test(text) ? weights.same : 1;
    const isHead = at === first && became.startsWith(handler);
    const same = isHead || (text !== "" && text === became) ? weight : 0;
    return same + (linked.get(`${at + 1} ${other + 1}`) ?? 0);
  };
}

/** By what is left of both texts, the most that its rows can count. */
function bestSums(rule: number, action: number, score: Score): number[][] {
  const best = Array.from({ length: rule + 1 }, () => new Array<number>(action + 1).fill(0));
  for (let at = rule - 1; at >= 0; at--) {
    const [own, next] = [best[at] ?? [], best[at + 1] ?? []];
    for (let other = action - 1; other >= 0; other--) {
      own[other] = Math.max(
        next[other] ?? 0,
        own[other + 1] ?? 0,
        score(at, other) + (next[other + 1] ?? 0),
      );
    }
  }
  return best;
}

/** The smallest links that a line is part of, as numbers in the list. */
export function linksOf(
  links: readonly Link[],
  form: "ruleLines" | "actionLines",
  line: number,
): number[] {
  const holding = links.flatMap((link, number) => {
    const [first, last] = link[form];
    return first <= line && line <= last ? [{ number, length: last - first }] : [];
  });
  const least = Math.min(...holding.map(({ length }) => length));
  return holding.filter(({ length }) => length === least).map(({ number }) => number);
}
