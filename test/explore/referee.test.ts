import type { AnyNode } from "acorn";
import type { FileCoverageData } from "istanbul-lib-coverage";
import { createInstrumenter } from "istanbul-lib-instrument";
import { expect, test } from "vitest";

import type { Play } from "../../src/explore/play.ts";
import type { SpannedBranch } from "../../src/explore/report/report.ts";
import { readSyntax } from "../../src/explore/read/syntax.ts";
import { emptyTrial, type Trial } from "../../src/explore/trial.ts";
import type { FormText } from "../../src/run/job.ts";
import { isFunction } from "../../src/script/syntax/tree.ts";
import type { Example } from "../../src/template/examples/example.ts";
import { readTemplates } from "../support/templates.ts";
import { aText, exploreHere, playHere } from "./in-process.ts";

// Istanbul and the instrumenter of this project are to tell the same branches of the same logins.
// Where they define branches differently:
// - Istanbul has one branch for each part of `a && b || c`, of which the first is always taken;
//   here each right side is one, and is taken when the first of its parts is.
// - Istanbul counts neither the tests of loops nor `catch`; here functions and classes that are
//   defaults are not counted, because they would lose their names.

/** The sample login, and four that have all that the scripts read, beside the examples. */
const searched = 5;

const templates = readTemplates().map(({ id, rule, action, examples }) => ({
  id,
  texts: [
    ...(rule ? [aText("rule", rule.code)] : []),
    ...(action ? [aText("action", action.code)] : []),
  ],
  examples,
}));

test.each(templates)("$id takes the branches that Istanbul sees", async ({ texts, examples }) => {
  // Of two scripts no outcomes are made smaller, which takes longer than all else.
  const pair = texts.length === 1 ? [...texts, ...texts] : texts;
  const { kept } = await exploreHere(pair, { logins: searched });
  const trials = [...examples.map(trialOf), ...kept.map(({ trial }) => trial)];

  for (const text of texts) {
    const seen = await seenByIstanbul(text, trials);
    expect(await seenHere(text, trials)).toEqual(seen);
    expect(seen.flat().length > 0).toBe(namesOfIstanbul(text).size > 0);
  }
});

function trialOf({ login, configuration, answers, back }: Example): Trial {
  const { user = {}, ...rest } = login;
  const returns = back ? [back] : [];
  const parts = { user, login: rest, settings: configuration, answers, returns };
  // Plain data: a template's examples are JSON.
  return { ...emptyTrial, ...(JSON.parse(JSON.stringify(parts)) as Trial) };
}

/** By login, the branches that were taken, as their kind and the offset at which they begin. */
type Seen = readonly (readonly string[])[];

function seenHere(text: FormText, trials: readonly Trial[]): Promise<Seen> {
  return playHere([text], async ([play], { branches }) => {
    const all: string[][] = [];
    const shared = namesOfShared(text, branches);
    for (const trial of trials) {
      const played = await play?.(trial, "traced");
      all.push(sorted(played?.reached.flatMap((number) => shared.get(number) ?? []) ?? []));
    }
    return all;
  });
}

/** By number, the branches that Istanbul has as well. */
function namesOfShared(text: FormText, branches: readonly SpannedBranch[]): Map<number, string> {
  const loops = new Set(
    readSyntax(text).names.nodes.flatMap((node) => {
      const test = loopTypes.has(node.type) && "test" in node ? node.test : undefined;
      return test ? [`${test.start} ${test.end}`] : [];
    }),
  );
  return new Map(
    branches.flatMap(({ kind, start, end }, number) =>
      kind === "catch" || loops.has(`${start} ${end}`)
        ? []
        : [[number, `${kind} ${start}`] as const],
    ),
  );
}

const loopTypes: ReadonlySet<string> = new Set([
  "WhileStatement",
  "DoWhileStatement",
  "ForStatement",
]);

async function seenByIstanbul(text: FormText, trials: readonly Trial[]): Promise<Seen> {
  const instrumenter = createInstrumenter({ esModules: false });
  const told = instrumenter.instrumentSync(text.code, text.file);
  const coverage = instrumenter.lastFileCoverage();
  const counter = /^function (cov_\w+)\(\)/.exec(told)?.[1] ?? "";
  // A rule is a single function, so what Istanbul writes before it is left out.
  const head = `}${counter}();`;
  const code = told.slice(told.indexOf(head) + head.length);
  Reflect.set(globalThis, counter, () => coverage);
  try {
    return await playHere([{ ...text, code }], ([play]) =>
      countEach(text, { play, trials, coverage }),
    );
  } finally {
    Reflect.deleteProperty(globalThis, counter);
  }
}

async function countEach(
  text: FormText,
  {
    play,
    trials,
    coverage,
  }: { play: Play | undefined; trials: readonly Trial[]; coverage: FileCoverageData },
): Promise<Seen> {
  const names = namesOfIstanbul(text);
  const all: string[][] = [];
  for (const trial of trials) {
    for (const counts of Object.values(coverage.b)) {
      counts.fill(0);
    }
    await play?.(trial, "plain");
    all.push(sorted(findTaken(coverage).flatMap((taken) => names.get(taken) ?? [])));
  }
  return all;
}

/** Each branch that Istanbul counted, as its type and the line and column of what it names. */
function findTaken({ branchMap, b }: FileCoverageData): string[] {
  return Object.entries(branchMap).flatMap(([key, { type, loc, locations }]) =>
    (b[key] ?? []).flatMap((count, way) => {
      const isOfPart = type === "binary-expr" || type === "switch";
      const { line, column } = (isOfPart ? locations[way] : loc)?.start ?? loc.start;
      return count > 0
        ? [isOfPart ? `${type} ${line}:${column}` : `${type} ${line}:${column} ${way}`]
        : [];
    }),
  );
}

/** By a branch as `findTaken` says it, the same one as it is told here. */
function namesOfIstanbul(text: FormText): Map<string, string> {
  const at = (offset: number) => {
    const lines = text.code.slice(0, offset).split("\n");
    return `${lines.length}:${lines.at(-1)?.length ?? 0}`;
  };
  return new Map(readSyntax(text).names.nodes.flatMap((node) => namesOf(node, at)));
}

function namesOf(node: AnyNode, at: (offset: number) => string): [theirs: string, ours: string][] {
  switch (node.type) {
    case "IfStatement":
    case "ConditionalExpression": {
      const type = node.type === "IfStatement" ? "if" : "cond-expr";
      return [
        [`${type} ${at(node.start)} 0`, `true ${node.test.start}`],
        [`${type} ${at(node.start)} 1`, `false ${node.test.start}`],
      ];
    }
    case "LogicalExpression":
      return [[`binary-expr ${at(firstPart(node.right).start)}`, `operand ${node.right.start}`]];
    case "SwitchStatement":
      return node.cases.map(({ start }) => [`switch ${at(start)}`, `case ${start}`]);
    case "AssignmentPattern":
      return isFunction(node.right) || node.right.type === "ClassExpression"
        ? []
        : [[`default-arg ${at(node.start)} 0`, `default ${node.right.start}`]];
    default:
      return [];
  }
}

function firstPart(node: AnyNode): AnyNode {
  return node.type === "LogicalExpression" ? firstPart(node.left) : node;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
