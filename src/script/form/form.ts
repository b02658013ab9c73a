import type { AnyNode } from "acorn";

/** The two forms of a script, and of a template. */
export type Form = "rule" | "action";

/** A script, read. */
export interface ParsedScript {
  readonly code: string;
  readonly root: AnyNode;
}
