/** A list after its sentence; nothing if it is empty. */
export function listOf(sentence: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ["", sentence, "", ...items.map((item) => `- ${item}`)];
}

/** What the files leave out, for people. */
export const leftOut =
  "These optional settings have no value, so the files leave them out, and the code does without them:";
