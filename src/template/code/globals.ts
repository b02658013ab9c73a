import type { Node } from "acorn";

import type { Range } from "../source.ts";
import type { Names } from "./names.ts";
import { memberKey } from "./tree.ts";
import { memberOf } from "./uses.ts";

/** Globals whose uses the compiler looks at: they have to be used by these names. */
const watched = new Set(
  (
    "Function UnauthorizedError auth0 configuration eval exports fetch global globalThis module " +
    "process require"
  ).split(" "),
);

/**
 * Uses of the global object by which code may use what has a name. What is left is `global.name`,
 * where rules keep what is to outlive a login.
 */
export function findHiddenGlobals(names: Names): Range[] {
  const uses = ["global", "globalThis"].flatMap((name) => names.free.get(name) ?? []);
  return uses.flatMap((use) => hiddenBy(names, use));
}

function hiddenBy(names: Names, use: Node): Range[] {
  const member = memberOf(names, use);
  const key = member && memberKey(member);
  return key === undefined || watched.has(key) ? [member ?? use] : [];
}
