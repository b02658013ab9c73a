import { bare, ends, type Out, type OutIf } from "./output.ts";

/** Without what ends the handler where it would end anyway. */
export function withoutLastReturn(list: readonly Out[]): Out[] {
  const at = list.findLastIndex(({ kind }) => kind !== "comment" && kind !== "blank");
  const last = list[at];
  if (!last) {
    return [...list];
  }
  const rest = list.slice(at + 1);
  const before = list.slice(0, at);
  switch (last.kind) {
    case "success":
      return [...withoutLastSuccess(withoutBlanks(before)), ...rest];
    case "denial":
      return [...before, { kind: "text", text: `api.access.deny(${last.text});` }, ...rest];
    case "if":
      return [...before, ...withoutEmptyIf(last), ...rest];
    case "try":
      return [
        ...before,
        {
          ...last,
          body: withoutLastReturn(last.body),
          ...(last.handler && { handler: withoutLastReturn(last.handler) }),
        },
        ...rest,
      ];
    default:
      return [...list];
  }
}

/** Without a return in the last `if`, after which there was one as well. */
function withoutLastSuccess(list: readonly Out[]): Out[] {
  const last = list.at(-1);
  const inner = last?.kind === "if" && !last.otherwise ? last.then.at(-1) : undefined;
  if (last?.kind !== "if" || inner?.kind !== "success") {
    return [...list];
  }
  if (last.then.length === 1) {
    return isSafe(last.test) ? withoutLastSuccess(withoutBlanks(list.slice(0, -1))) : [...list];
  }
  return [...list.slice(0, -1), { ...last, then: withoutBlanks(last.then.slice(0, -1)) }];
}

function withoutBlanks(list: readonly Out[]): Out[] {
  const at = list.findLastIndex(({ kind }) => kind !== "blank");
  return list.slice(0, at + 1);
}

function withoutEmptyIf(item: OutIf): Out[] {
  const then = withoutLastReturn(item.then);
  const otherwise = item.otherwise && withoutLastReturn(item.otherwise);
  if (otherwise && otherwise.length > 0) {
    return then.length === 0
      ? [{ kind: "if", test: negated(item.test), then: otherwise }]
      : [{ kind: "if", test: item.test, then, otherwise }];
  }
  if (then.length > 0) {
    return [{ kind: "if", test: item.test, then }];
  }
  // A test may throw, or do something.
  return isSafe(item.test) ? [] : [{ kind: "if", test: item.test, then: item.then }];
}

/** Whether a test can neither fail nor do anything. */
function isSafe(test: string): boolean {
  return safeTest.test(bare(test));
}

/** What can be read of every event. */
const read = String.raw`event\.(?:(?:client|connection|tenant|stats|secrets|transaction\?)\.\w+|user(?:\.(?:app|user)_metadata)?\.\w+|request(?:\.(?:query|body|geoip))?\.\w+)`;
/** A test that calls nothing and reads nothing that may not be there. */
const safeTest = new RegExp(
  String.raw`^(?:${read}|"[^"\n]*"|'[^'\n]*'|\b[\w$]+\b(?![.([?])|[\s!=<>&|%+-])+$`,
);

/** `else` after a part that ends is not needed. */
export function flatten(list: readonly Out[]): Out[] {
  return list.flatMap((item): Out[] => {
    switch (item.kind) {
      case "if": {
        const then = flatten(item.then);
        const otherwise = item.otherwise && flatten(item.otherwise);
        if (!otherwise || otherwise.length === 0) {
          return [{ kind: "if", test: item.test, then }];
        }
        if (then.length === 0) {
          return [{ kind: "if", test: negated(item.test), then: otherwise }];
        }
        if (ends(then) && !declares(otherwise)) {
          return [{ kind: "if", test: item.test, then }, ...otherwise];
        }
        if (ends(otherwise) && !declares(then) && isShort(otherwise)) {
          return [{ kind: "if", test: negated(item.test), then: otherwise }, ...then];
        }
        return [{ kind: "if", test: item.test, then, otherwise }];
      }
      case "try":
        return [
          {
            ...item,
            body: flatten(item.body),
            ...(item.handler && { handler: flatten(item.handler) }),
          },
        ];
      default:
        return [item];
    }
  });
}

function isShort(list: readonly Out[]): boolean {
  return list.length === 1;
}

/** Whether names are declared that end with the block. */
function declares(list: readonly Out[]): boolean {
  return list.some(
    (item) => item.kind === "text" && /^(?:const|let|class|function)\b/.test(bare(item.text)),
  );
}

/** The test for the opposite. */
export function negated(test: string): string {
  const text = bare(test);
  const isOne = !/&&|\|\||\?(?!\.)|=>|,/.test(text);
  if (isOne && /^![^=]/.test(text) && !/ [=!<>]=* | in | instanceof /.test(text)) {
    return test.replace("!", "");
  }
  if (isOne && text.includes(" === ")) {
    return test.replace(" === ", " !== ");
  }
  if (isOne && text.includes(" !== ")) {
    return test.replace(" !== ", " === ");
  }
  if (isOne && text.includes(" == ")) {
    return test.replace(" == ", " != ");
  }
  if (isOne && text.includes(" != ")) {
    return test.replace(" != ", " == ");
  }
  return /^[\w$.?()[\]"']+$/.test(text) ? `!${test}` : `!(${test})`;
}
