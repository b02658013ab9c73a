import type { TryOptions } from "./arguments.ts";

/** Milliseconds after which a person begins to wonder. */
const patience = 1000;

/** What is said of a run that takes long: nothing to a program. */
export function slowNotice(
  { json, limit }: Pick<TryOptions, "json" | "limit">,
  { isTTY = false }: { readonly isTTY?: boolean | undefined },
): string | undefined {
  if (json || !isTTY) {
    return undefined;
  }
  return `still running, for at most ${limit / 1000} s; end it with Ctrl+C\n`;
}

/** Settles as the work does, and says something once if that takes more than a second. */
export async function sayIfSlow<T>(work: Promise<T>, say: () => void): Promise<T> {
  const timer = setTimeout(say, patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
