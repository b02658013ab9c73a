import type { AnyNode, MemberExpression } from "acorn";

import { memberKey } from "../../script/syntax/tree.ts";
import { keyOf, type Path } from "../places.ts";

// Beside the parts of places, paths end with `,` for the parts of a text that is split, `*entries`
// for the entries of an object and `*values` for a list of its values.

/** More places than a value can be made of. */
export const mostPlaces = 12;

/** All paths of some lists, each once. */
export function unite(...lists: readonly (readonly Path[])[]): Path[] {
  const [first, ...others] = lists.filter((list) => list.length > 0);
  if (!first) {
    return [];
  }
  return others.length === 0 && first.length <= 1 ? [...first] : uniteAll(lists);
}

function uniteAll(lists: readonly (readonly Path[])[]): Path[] {
  const all = new Map(lists.flat().map((path) => [keyOf(path), path]));
  return [...all.values()].slice(0, mostPlaces);
}

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}

/** The place of an item of a list. */
export function itemOf(path: Path): Path {
  const last = path.at(-1);
  if (last === ",") {
    return path.slice(0, -1);
  }
  if (last === "*values") {
    return [...path.slice(0, -1), "*"];
  }
  return last === "*entries" ? path : [...path, "[]"];
}

/** An element of a list by its number: of an entry, the second one is the value. */
export function elementOf(path: Path, index: number): Path[] {
  if (path.at(-1) !== "*entries") {
    return [itemOf(path)];
  }
  return index === 1 ? [[...path.slice(0, -1), "*"]] : [];
}

/** A place without what is said of how it is looked at. */
export function withoutView(path: Path): Path {
  return /^(?:,|\*entries|\*values)$/.test(path.at(-1) ?? "") ? path.slice(0, -1) : path;
}

const noPlaces = new Set(["length", "size", "message", "stack", "searchParams"]);

/** The places of a member, of any name if that is not known. */
export function memberOf(paths: readonly Path[], key: string | undefined): Path[] {
  if (key !== undefined && noPlaces.has(key)) {
    return key === "searchParams" ? [...paths] : [];
  }
  return paths.map((path): Path => {
    if (isAnswer(path) && path.length === 2) {
      return answerPart(path, key);
    }
    if (path.at(-1) === ",") {
      return path.slice(0, -1);
    }
    return [...path, key === undefined ? "*" : /^\d+$/.test(key) ? "[]" : key];
  });
}

/** The places of what a dotted path such as `app_metadata.plan` names. */
export function dottedOf(paths: readonly Path[], dotted: string): Path[] {
  return dotted
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<Path[]>((found, key) => memberOf(found, key), [...paths]);
}

/** Whether a path leads to what a service answers. */
export function isAnswer([root]: Path): boolean {
  return root === "answers";
}

/** The parts of a response, of `fetch` and of packages. What some packages give is its body. */
function answerPart(path: Path, key: string | undefined): Path {
  switch (key) {
    case "ok":
    case "status":
    case "statusCode":
      return [...path, "status"];
    case "headers":
      return [...path, "headers"];
    case undefined:
    case "body":
    case "data":
      return [...path, "body"];
    default:
      return [...path, "body", key];
  }
}

/** What calls a function, such as `JSON.parse`. */
export function nameOfCallee(callee: AnyNode): string {
  if (callee.type === "Identifier") {
    return callee.name;
  }
  const isMember = callee.type === "MemberExpression" && callee.object.type === "Identifier";
  return isMember ? nameOfMember(callee) : "";
}

function nameOfMember(callee: MemberExpression): string {
  const { object } = callee;
  return object.type === "Identifier" ? `${object.name}.${memberKey(callee) ?? ""}` : "";
}
