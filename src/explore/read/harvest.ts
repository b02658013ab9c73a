import type { AnyNode } from "acorn";

import { findRules } from "../../run/reading/rules.ts";
import { findHandlers } from "../../script/handlers.ts";
import type { FunctionNode } from "../../script/syntax/tree.ts";
import { isCalled } from "../../script/syntax/uses.ts";
import { keyOf, type Path } from "../places.ts";
import type { Seen } from "../seen.ts";
import type { Json } from "../trial.ts";
import { Bindings } from "./bindings.ts";
import { Comparisons } from "./comparisons.ts";
import { FactBook, type Facts } from "./facts.ts";
import { Flow } from "./flow.ts";
import type { Branch, Instrumented } from "./instrument.ts";
import { Origins } from "./origins.ts";
import type { Probe, Relation, Side } from "./probes.ts";
import { Related } from "./related.ts";
import { isInside, type Span, type Syntax } from "./syntax.ts";
import { writtenItems, writtenSeen } from "./written.ts";

/** One of the values of a comparison. */
export interface SideFacts {
  /** The places of a login that it comes from, as far as the text tells. */
  readonly places: readonly Path[];
  /** What the code writes: one value, or several that it can be compared with. */
  readonly written: readonly Seen[];
  /** Whether its length is compared, not the value itself. */
  readonly isLength: boolean;
}

/** A comparison that scripts make. */
export interface ComparisonFacts {
  readonly relation: Relation;
  readonly left: SideFacts;
  readonly right: SideFacts;
}

/** What decides whether a branch is taken. */
export interface Target {
  readonly wants: Branch["wants"];
  /** Keys of places. */
  readonly places: readonly string[];
  /** Keys of those that are named at the branch itself. */
  readonly ownPlaces: readonly string[];
  /** Numbers of comparisons. */
  readonly probes: readonly number[];
  /** The numbers of those at the branch itself: each is made only where the branch can be taken. */
  readonly own: readonly number[];
  /** The number of the statement that decides, or of the first one of those that may fail. */
  readonly mark: number | undefined;
}

/** What a search knows of scripts. */
export interface Harvest {
  readonly facts: ReadonlyMap<string, Facts>;
  /** By number. */
  readonly comparisons: readonly ComparisonFacts[];
  /** By the number of the branch. */
  readonly targets: readonly Target[];
  /** Texts and numbers of the scripts, wherever they are. */
  readonly pool: readonly Json[];
  /** Whether a script asks others over the network. */
  readonly asks: boolean;
  /** Whether a script sends its user away. */
  readonly redirects: boolean;
  /** Whether a rule stores something in its tenant. */
  readonly stores: boolean;
  /** Whether a script keeps something from one login to the next, other than in the user. */
  readonly remembers: boolean;
}

/** A script and what of it can be reached. */
export interface Read {
  readonly syntax: Syntax;
  readonly made: Pick<Instrumented, "branches" | "probes" | "marks">;
}

/** How rules and actions send their user away. */
const sends =
  /\bcontext\s*(?:\.\s*redirect\b|\[\s*["']redirect["']\s*\])|\bsendUserTo\b|\bonContinuePostLogin\b|\bprompt\s*\.\s*render\b/;

/** Reads which places of a login scripts look at, and what they hold them against. */
export function harvest(scripts: readonly Read[]): Harvest {
  const book = new FactBook();
  const pool = new Set<Json>();
  const comparisons: ComparisonFacts[] = [];
  const targets: Target[] = [];
  let mark = 0;
  for (const read of scripts) {
    const reader = new Reader(read, { book, pool });
    const first = { probe: comparisons.length, mark };
    const { probes, branches, marks } = read.made;
    comparisons.push(...probes.map((probe) => reader.describe(probe)));
    targets.push(...branches.map((branch) => reader.target(branch, first)));
    mark += marks.length;
  }
  const all = scripts.map(({ syntax }) => syntax.code).join("\n");
  return {
    ...{ facts: book.all, pool: [...pool], comparisons, targets },
    asks: /\b(?:fetch|request|axios|got|rp|https?|superagent|needle)\b/.test(all),
    stores: /\bauth0\s*\.\s*users\b/.test(all),
    redirects: sends.test(all),
    remembers: /\bglobal\b|\bapi\s*\.\s*cache\b/.test(all),
  };
}

class Reader {
  readonly #read: Read;
  readonly #origins: Origins;
  readonly #comparisons: Comparisons;
  readonly #related: Related;
  /** What is read, and which places it comes from. */
  readonly #reads: readonly { readonly node: AnyNode; readonly keys: readonly string[] }[];

  constructor(read: Read, notes: { readonly book: FactBook; readonly pool: Set<Json> }) {
    const { names } = read.syntax;
    const bindings = new Bindings(names);
    this.#read = read;
    this.#origins = new Origins(names, bindings);
    new Flow(names, bindings, this.#origins).follow(givenTo(read.syntax));
    this.#comparisons = new Comparisons(read.syntax, this.#origins, notes);
    this.#related = new Related(names);
    this.#reads = names.nodes.flatMap((node) => {
      this.#comparisons.note(node);
      const isRead =
        (node.type === "MemberExpression" && !isCalled(names, node)) || node.type === "Identifier";
      const keys = isRead ? this.#comparisons.placesOf(node).map(keyOf) : [];
      return keys.length > 0 ? [{ node, keys }] : [];
    });
  }

  describe({ relation, left, right, cases = [] }: Probe): ComparisonFacts {
    const written = cases.map((value) => writtenSeen(value, this.#origins)).filter(isKnown);
    return {
      relation,
      left: this.#sideOf(left),
      right: right ? this.#sideOf(right) : { places: [], written, isLength: false },
    };
  }

  /** @param first the numbers with which the script begins */
  target({ decidedBy, wants }: Branch, first: { probe: number; mark: number }): Target {
    const spans = this.#related.of(decidedBy);
    const placesIn = (span: Span) =>
      this.#reads.filter(({ node }) => isInside(node, span)).flatMap(({ keys }) => keys);
    const probesIn = (span: Span) =>
      this.#read.made.probes.flatMap((probe, index) =>
        isInside(probe, span) ? [first.probe + index] : [],
      );
    return {
      wants,
      places: [...new Set(spans.flatMap(placesIn))],
      ownPlaces: [...new Set(placesIn(decidedBy))],
      probes: [...new Set(spans.flatMap(probesIn))],
      own: probesIn(decidedBy),
      mark: this.#markOf(decidedBy, wants, first.mark),
    };
  }

  #markOf(decidedBy: Span, wants: Branch["wants"], first: number): number | undefined {
    const { marks } = this.#read.made;
    const spans = marks.map(({ at, end }) => ({ start: at, end }));
    const index =
      wants === "error"
        ? spans.findIndex((span) => isInside(span, decidedBy))
        : spans.findLastIndex((span) => isInside(decidedBy, span));
    return index < 0 ? undefined : first + index;
  }

  #sideOf({ node, isLength }: Side): SideFacts {
    const written = writtenSeen(node, this.#origins);
    const items = writtenItems(this.#origins.written(node));
    const all = [written, ...items.map((item) => writtenSeen(item, this.#origins))];
    return {
      places: this.#comparisons.placesOf(node),
      written: all.filter(isKnown),
      isLength,
    };
  }
}

function isKnown(value: Seen | undefined): value is Seen {
  return value !== undefined;
}

/** What the functions of a script are called with. */
function givenTo({ form, root, names }: Syntax) {
  const functions: readonly FunctionNode[] =
    root.type === "Program" ? findHandlers(root, names).handlers : findRules(names, root);
  const given = form === "rule" ? ["user", "context"] : ["event"];
  return functions.flatMap(({ params }) =>
    given.flatMap((name, index) => {
      const pattern = params[index];
      return pattern ? [{ pattern, path: [name] }] : [];
    }),
  );
}
