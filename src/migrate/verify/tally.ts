import { kindsOf } from "../../explore/keep.ts";
import type { OutcomeResult } from "../../emulator/outcome/outcome.ts";
import { describeOutcome } from "../../explore/describe.ts";
import type { Trial } from "../../explore/trial.ts";
import type { Condition } from "../translation.ts";
import type { GeneralCondition } from "./general.ts";
import type { Seen } from "./judge.ts";
import { findBrokenLaw, type Law } from "./laws.ts";
import type { Tried } from "./pair.ts";

/** A condition, and what the explored logins showed of it. */
export interface TestedCondition extends Omit<Condition, "place" | "holds"> {
  /** Where the rule has what it is about; absent for what is true of all rules and actions. */
  readonly place?: Condition["place"];
  /** How many logins do not meet it. */
  readonly broken: number;
  /** On how many of these the two differ. */
  readonly different: number;
  /**
   * On how many of these the action lets in a login that the rule refused, or asks for no factor
   * where it did.
   */
  readonly admitted: number;
  /** On how many of these it asks for no factor, or not as the rule does. */
  readonly unasked: number;
  /** A login that does not meet it, one on which the two differ if there is one. */
  readonly login?: Trial;
}

/** A login that shows a way through a rule. */
export interface KeptLogin {
  /** What differs from the sample login. */
  readonly trial: Trial;
  /** How the rule ended it. */
  readonly result: OutcomeResult;
  /** The same for people, with what the rule set and whom it asked. */
  readonly outcome: string;
}

/** So many logins of a proof are kept to be played again. */
const mostKept = 40;

/** What a rule leaves under way goes on after its login; of an action this is not documented. */
const underWaySentence: TestedCondition = {
  id: "under-way",
  about: "surroundings",
  sentence: "what is under way when the action ends goes on, as it did after a rule",
  source: "https://auth0.com/docs/customize/actions/limitations",
  ...noCounts(),
};

interface Counts {
  broken: number;
  different: number;
  admitted: number;
  unasked: number;
  login?: Trial;
}

/** What the logins of a proof showed. */
export class Tally {
  readonly #conditions: ReadonlyMap<Condition, Counts>;
  readonly #general = new Map<GeneralCondition, Counts>();
  readonly #reached = new Set<number>();
  readonly #seen = new Set<number>();
  readonly #admitted = new Set<number>();
  readonly #kept = new Map<string, KeptLogin>();
  #compared = 0;
  #leavesWork = false;
  #ends = { passed: 0, crashes: new Set<string>() };

  constructor(conditions: readonly Condition[]) {
    this.#conditions = new Map(conditions.map((condition) => [condition, noCounts()]));
  }

  /** Whether no login has been without a condition. */
  readonly isUnbroken = (condition: Condition): boolean =>
    this.#conditions.get(condition)?.broken === 0;

  /** Counts a login that was made to break conditions, which is none of the search. */
  addBroken({ trial, both, seen }: Tried<Seen>): void {
    const law = findBrokenLaw(both)?.id;
    for (const condition of seen.broken) {
      const differs = seen.differs && !seen.general;
      count(this.#conditions.get(condition), { trial, differs, law: differs ? law : undefined });
    }
  }

  /** Counts a login. */
  add(tried: Tried<Seen>): void {
    this.addBroken(tried);
    const { trial, both, seen } = tried;
    this.#leavesWork ||= [...both.rule.legs, both.rule.result].some(
      ({ outcome }) => (outcome.underWay ?? []).length > 0,
    );
    const law = findBrokenLaw(both)?.id;
    if (seen.general) {
      const counts = this.#general.get(seen.general) ?? noCounts();
      this.#general.set(seen.general, counts);
      count(counts, { trial, differs: true, law });
    }
    // What fails without a callback is no branch of its own.
    const isRefusal = law === "denial" || law === "factor";
    for (const branch of both.rule.reached) {
      this.#seen.add(branch);
      if (isRefusal && seen.differs && !seen.general) {
        this.#admitted.add(branch);
      }
    }
    if (seen.differs) {
      return;
    }
    this.#compared++;
    const key = `${both.rule.reached.join(" ")} ${kindsOf(trial, both.rule).join("\n")}`;
    if (!this.#kept.has(key) && this.#kept.size < mostKept && seen.broken.length === 0) {
      const { result } = both.rule.result.outcome;
      this.#kept.set(key, { trial, result, outcome: describeOutcome(trial, both.rule) });
    }
    for (const branch of both.rule.reached) {
      this.#reached.add(branch);
    }
    const { outcome } = both.rule.result;
    if (outcome.result === "failed" && outcome.calledBack !== true) {
      this.#ends.crashes.add(outcome.error?.message ?? "");
    } else if (outcome.result !== "timed-out") {
      this.#ends.passed++;
    }
  }

  /** Logins on which the two did the same. */
  get compared(): number {
    return this.#compared;
  }

  /** The branches of the rule that these reached. */
  get reached(): ReadonlySet<number> {
    return this.#reached;
  }

  /** The branches that any login reached, a difference that a condition explains included. */
  get seen(): ReadonlySet<number> {
    return this.#seen;
  }

  /**
   * The branches of the rule that refuse or ask for a factor on logins on which the action does
   * not, and that no login reached on which the two do the same.
   */
  get unkept(): readonly number[] {
    return [...this.#admitted].filter((branch) => !this.#reached.has(branch));
  }

  /** One of these for each way through the rule, and each kind of end. */
  get kept(): readonly KeptLogin[] {
    return [...this.#kept.values()];
  }

  /** Why no login came through the rule to a callback; undefined if one did. */
  get obstruction(): string | undefined {
    const { passed, crashes } = this.#ends;
    if (passed > 0) {
      return undefined;
    }
    const [crash] = crashes;
    return crash === undefined ? "it never called back" : `it failed: ${crash}`;
  }

  conditions(): TestedCondition[] {
    const own = [...this.#conditions].map(
      ([{ id, about, place, sentence, source }, counts]): TestedCondition => ({
        ...{ id, about, place, sentence, source, ...counts },
      }),
    );
    const general = [...this.#general].map(
      ([{ id, sentence, source }, counts]): TestedCondition => ({
        ...{ id, about: "login", sentence, source, ...counts },
      }),
    );
    const isTold = own.some(({ id }) => id === "waiting" || id === underWaySentence.id);
    return [...own, ...general, ...(this.#leavesWork && !isTold ? [underWaySentence] : [])];
  }
}

function noCounts(): Counts {
  return { broken: 0, different: 0, admitted: 0, unasked: 0 };
}

function count(
  counts: Counts | undefined,
  { trial, differs, law }: { trial: Trial; differs: boolean; law: Law["id"] | undefined },
): void {
  if (counts) {
    if (!counts.login || (differs && counts.different === 0)) {
      counts.login = trial;
    }
    counts.broken++;
    counts.different += Number(differs);
    counts.admitted += Number(law !== undefined);
    counts.unasked += Number(law === "factor");
  }
}
