import type { Program } from "acorn";

import { findExports, type Export } from "./exports.ts";
import { functionOf } from "./syntax/functions.ts";
import type { Names } from "./syntax/names.ts";
import type { FunctionNode } from "./syntax/tree.ts";
import type { Range } from "../text/places.ts";

/**
 * What keeps the handlers of an action from being known. One is `missing`; a name of the platform
 * is `declared` or used in a way that leaves exports `hidden`; an export is `repeated`, `unknown`
 * to the platform, `not-async`, or `unclear`: it may be an async function.
 */
export interface ExportFault {
  readonly range: Range;
  readonly fault:
    "missing" | "declared" | "hidden" | "repeated" | "unknown" | "not-async" | "unclear";
  /** The name of the handler, or of what the platform declares. */
  readonly name: string;
}

/** The functions that the platform calls, and what keeps them from being known. */
export interface Handlers {
  readonly handlers: FunctionNode[];
  readonly faults: ExportFault[];
}

export const handlerNames = ["onExecutePostLogin", "onContinuePostLogin"];

/** What the platform declares for a module. */
const moduleNames = ["exports", "module", "require"];

/** The handlers that an action exports. */
export function findHandlers(root: Program, names: Names): Handlers {
  const { exported, hidden } = findExports(root, names);
  const faults = [
    ...moduleNames.flatMap((name) => checkDeclared(names, name)),
    ...hidden.map(({ name, ...range }): ExportFault => ({ range, fault: "hidden", name })),
  ];
  const handlers = new Map<string, FunctionNode>();
  for (const item of exported) {
    const handler = functionOf(names, item.value);
    const fault = checkName(item, handlers) ?? checkAsync(item, handler);
    if (fault) {
      faults.push(fault);
    } else if (handler) {
      handlers.set(item.name, handler);
    }
  }
  if (faults.length === 0 && !handlers.has("onExecutePostLogin")) {
    faults.push({ range: root.body[0] ?? root, fault: "missing", name: "onExecutePostLogin" });
  }
  return { handlers: [...handlers.values()], faults };
}

function checkDeclared(names: Names, name: string): ExportFault[] {
  const binding = names.topLevel(name);
  return binding ? [{ range: binding.declaration, fault: "declared", name }] : [];
}

function checkName(
  { name, place }: Export,
  known: ReadonlyMap<string, FunctionNode>,
): ExportFault | undefined {
  if (known.has(name)) {
    return { range: place, fault: "repeated", name };
  }
  return handlerNames.includes(name) ? undefined : { range: place, fault: "unknown", name };
}

/** The platform's loader refuses a handler that is no async function. */
function checkAsync(
  { name, value }: Export,
  handler: FunctionNode | undefined,
): ExportFault | undefined {
  if (handler?.async && !handler.generator) {
    return undefined;
  }
  return { range: value, fault: handler ? "not-async" : "unclear", name };
}
