import type { AnyNode } from "acorn";

/** A script, read. */
export interface ParsedScript {
  readonly code: string;
  readonly root: AnyNode;
}
