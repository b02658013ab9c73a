// V8 optimizes a function after so much work in it, and most builds are over before that pays.
// Later versions of Node than 20 have a compiler in between, and not this flag.
const usual = 67_584;
const late = 1_000_000;

/** Lets V8 optimize a function only after much more work in it than usual. */
export function optimizeLate(): void {
  setBudget(late);
}

/** The flags of V8 that do the same from the start of a process; none where it has none. */
export function lateFlags(): string[] {
  return flagsFor(late);
}

/**
 * Takes that back. What is loaded or kept as compiled code under one budget cannot be used under
 * another, so this is done before.
 */
export function optimizeAsUsual(): void {
  setBudget(usual);
}

function setBudget(budget: number): void {
  for (const flag of flagsFor(budget)) {
    process.getBuiltinModule("node:v8").setFlagsFromString(flag);
  }
}

function flagsFor(budget: number): string[] {
  return process.version.startsWith("v20.") ? [`--interrupt-budget=${budget}`] : [];
}
