/** A rule of a tenant, as it was found. */
export interface FoundRule {
  readonly name: string;
  /** Where its text is, as messages name it. */
  readonly file: string;
  readonly code: string;
  /** Rules without one come last, by name. */
  readonly order: number | undefined;
  readonly enabled: boolean;
}

/** Something that is not read as a rule, and why. */
export interface SetAside {
  readonly file: string;
  /** For people, without a final period. */
  readonly reason: string;
  readonly hint?: string;
}

/** What a folder or a file of a tenant has. */
export interface FoundTenant {
  readonly rules: readonly FoundRule[];
  readonly aside: readonly SetAside[];
  readonly notes: readonly string[];
}

/** The stage of rules that run at a login. */
const loginStage = "login_success";

/** What JSON or YAML says of a rule. */
export type Said = Readonly<Record<string, unknown>>;

/** A rule that is described, and its text, or why there is none. */
export function makeRule(
  said: Said,
  {
    base,
    file,
    code,
  }: { readonly base: string; readonly file: string; readonly code: string | undefined },
): FoundRule | SetAside {
  const { name, order, enabled, stage = loginStage } = said;
  const isOn = enabled === undefined || enabled === null || enabled === true;
  if (code === undefined) {
    const reason = "it has no script";
    return { file, reason, hint: `put the script beside it, as ${base}.js` };
  }
  return {
    name: typeof name === "string" && name !== "" ? name : base,
    ...{ file, code: code.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") },
    order: typeof order === "number" ? order : undefined,
    enabled: isOn && stage === loginStage,
  };
}

/** As the platform runs them. */
export function sortRules(rules: readonly FoundRule[]): FoundRule[] {
  return [...rules].sort((a, b) => {
    const [one, other] = [a.order ?? Infinity, b.order ?? Infinity];
    if (one !== other) {
      return one < other ? -1 : 1;
    }
    return a.file < b.file ? -1 : 1;
  });
}
