/** A place in a script. */
export interface ScriptPlace {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
}

/** A script that the platform would refuse, and where. */
export class FormError extends SyntaxError implements ScriptPlace {
  readonly line: number;
  readonly column: number;

  constructor(message: string, place: ScriptPlace) {
    super(message);
    this.name = "SyntaxError";
    this.line = place.line;
    this.column = place.column;
  }
}

/** A script that may well be JavaScript, but is not of the kind that it is taken for. */
export class KindError extends FormError {}

/** What the parser says, without the place in the words. */
export function formErrorOf(script: string, error: unknown): FormError {
  if (error instanceof FormError) return error;
  const { message } = error as SyntaxError;
  return new FormError(message.replace(/ \(\d+:\d+\)$/, ""), placeOf(script, offsetOf(error)));
}

/** Where the parser stopped. */
export function offsetOf(error: unknown): number {
  return (error as { pos?: number }).pos ?? 0;
}

export function placeOf(script: string, offset: number): ScriptPlace {
  const before = script.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
