import { positionAt, type Position } from "../../text/places.ts";

/** A script that the platform would refuse, and where. */
export class FormError extends SyntaxError implements Position {
  readonly line: number;
  readonly column: number;

  constructor(message: string, place: Position) {
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
  return new FormError(message.replace(/ \(\d+:\d+\)$/, ""), positionAt(script, offsetOf(error)));
}

/** Where the parser stopped. */
export function offsetOf(error: unknown): number {
  return (error as { pos?: number }).pos ?? 0;
}
