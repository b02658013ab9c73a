import { lineBreak, step } from "../work.ts";

/** A statement of the action. Texts have marks and no indentation of their own. */
export type Out =
  | { readonly kind: "text"; readonly text: string; readonly isEnd?: boolean }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "blank" }
  /** The login goes on. */
  | { readonly kind: "success" }
  /** The login is denied. */
  | { readonly kind: "denial"; readonly text: string }
  /** A call of the API that stores metadata, which cannot fail here. */
  | { readonly kind: "storage"; readonly text: string }
  | OutIf
  | OutTry
  /** A loop or a labelled statement. */
  | {
      readonly kind: "block";
      readonly head: string;
      readonly body: readonly Out[];
    }
  | { readonly kind: "switch"; readonly head: string; readonly cases: readonly OutCase[] };

export interface OutIf {
  readonly kind: "if";
  readonly test: string;
  readonly then: readonly Out[];
  readonly otherwise?: readonly Out[];
}

export interface OutTry {
  readonly kind: "try";
  readonly body: readonly Out[];
  readonly parameter?: string;
  readonly handler?: readonly Out[];
  readonly finalizer?: readonly Out[];
}

interface OutCase {
  readonly label: string;
  readonly body: readonly Out[];
}

/** Whether every path through statements ends the handler. */
export function ends(list: readonly Out[]): boolean {
  return list.some((item) => {
    switch (item.kind) {
      case "success":
      case "denial":
        return true;
      case "text":
        return item.isEnd === true;
      case "if":
        return item.otherwise !== undefined && ends(item.then) && ends(item.otherwise);
      case "try":
        if (item.finalizer && ends(item.finalizer)) {
          return true;
        }
        return ends(item.body) && (item.handler === undefined || ends(item.handler));
      case "switch":
        return endsSwitch(item.cases);
      default:
        return false;
    }
  });
}

/** Each case ends, or goes on into one that does, and one of them is for all else. */
function endsSwitch(cases: readonly OutCase[]): boolean {
  const hasDefault = cases.some(({ label }) => label.startsWith("default"));
  const last = cases.at(-1);
  const isLeft = cases.some(({ body }) => body.some(leaves));
  return (
    hasDefault &&
    !isLeft &&
    last !== undefined &&
    ends(last.body) &&
    cases.every(({ body }) => body.length === 0 || ends(body))
  );
}

function leaves(item: Out): boolean {
  if (item.kind === "text") {
    return /^break\b/.test(item.text);
  }
  if (item.kind === "if") {
    return [...item.then, ...(item.otherwise ?? [])].some(leaves);
  }
  return false;
}

/** Whether running statements can throw an error that a `catch` around them would see. */
export function canThrow(list: readonly Out[]): boolean {
  return list.some((item) => {
    switch (item.kind) {
      case "success":
      case "comment":
      case "blank":
        return false;
      case "storage":
        return call.test(
          bare(item.text)
            .replace(/^[^(]*\(/, "")
            .replace(steady, ""),
        );
      case "if":
        return (
          !/^!?[\w$]+$/.test(bare(item.test)) || canThrow([...item.then, ...(item.otherwise ?? [])])
        );
      case "denial":
        return !/^(?:"[^"]*"|'[^']*')$/.test(bare(item.text));
      case "text":
        return !safe.test(onOneLine(bare(item.text)));
      default:
        return true;
    }
  });
}

/** Calls that work for any value, which what is stored may have. */
const steady =
  /\bnew Date\(\)(?:\.toISOString\(\)|\.getTime\(\))?|\b(?:Date\.now|Math\.\w+|String|Number|Boolean|parseInt|parseFloat)\(/g;
const call = /[\w$\])]\(/;

/** A claim, a change in memory or a line of the console, each with a plain value. */
const plain = String.raw`(?:[\w$]+|event\.user\.\w+|event\.user\.(?:app|user)_metadata\.\w+|"[^"\n]*"|'[^'\n]*')`;
const safe = new RegExp(
  String.raw`^(?:api\.(?:idToken|accessToken)\.setCustomClaim\((?!["']scope)${plain}(?: \+ ${plain})*, ${plain}\)|event\.user\.(?:app|user)_metadata\.\w+ = ${plain}|console\.\w+\(${plain}\));$`,
);

/** A call without the line breaks that were added to it. */
function onOneLine(text: string): string {
  return text
    .replaceAll(`(${lineBreak}${step}`, "(")
    .replaceAll(`,${lineBreak}${step}`, ", ")
    .replaceAll(`,${lineBreak})`, ")");
}

/** A text without its marks. */
export function bare(text: string): string {
  return text.replace(/\uE000\d+\uE001|\uE002/g, "");
}
