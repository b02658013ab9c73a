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

/** The error of the parser as one of a script that the platform would refuse. */
export function formErrorOf(script: string, error: unknown): FormError {
  if (error instanceof FormError) {
    return error;
  }
  return new FormError(messageOf(error as SyntaxError), positionAt(script, offsetOf(error)));
}

/** What the parser says, without the place at its end. */
export function messageOf({ message }: SyntaxError): string {
  return message.replace(/ \(\d+:\d+\)$/, "");
}

/** Where the parser stopped. */
export function offsetOf(error: unknown): number {
  return (error as { pos?: number }).pos ?? 0;
}
