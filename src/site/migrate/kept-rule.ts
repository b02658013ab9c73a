const key = "rules-templates:rule";

/** The rule that this tab of the browser has kept; empty if there is none. */
export function readKeptRule(): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a rule for when the page is loaded again; an empty one is forgotten. */
export function keepRule(rule: string): void {
  try {
    if (rule === "") {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, rule);
    }
  } catch {
    // Where nothing can be stored, the page begins without a rule.
  }
}
