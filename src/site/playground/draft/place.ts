/** A place in a text, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
