import { nearestWord } from "../../text/nearest.ts";
import type { WrongValue } from "../setting-value.ts";
import { defineProblem } from "./entry.ts";

/** What a value has to be and is not. */
export type ValueRule =
  | { readonly kind: "listed"; readonly values: readonly string[] }
  | { readonly kind: "short"; readonly limit: number; readonly length: number }
  /** What the schema says in plain words. */
  | { readonly kind: "formed"; readonly words: string }
  | { readonly kind: "unique" | "filled" | "address" | "host-in-lower-case" }
  /** A name that every object has. */
  | { readonly kind: "free"; readonly name: string }
  /** An address of the host that the name of the service is. */
  | { readonly kind: "named"; readonly host: string };

function tellRule(rule: ValueRule): string {
  switch (rule.kind) {
    case "listed":
      return `write one of ${rule.values.join(", ")}`;
    case "short":
      return `use at most ${rule.limit} characters, not ${rule.length}`;
    case "formed":
      return rule.words;
    case "unique":
      return "name each value once";
    case "filled":
      return "it must not be empty";
    case "address":
      return "write an absolute https: address";
    case "host-in-lower-case":
      return "write an absolute https: address in ASCII, its host in lower case";
    case "free":
      return `choose another name: every object of JavaScript has ${rule.name}`;
    case "named":
      return `the name says ${rule.host}: write an address of that host, or another name`;
  }
}

/** How a value of a type is written, in the head and in the JSON of an example. */
const notations = {
  yaml: {
    string: "put the value in quotes",
    boolean: "write true or false",
    array: "write a list: each item on a line of its own, behind a hyphen",
    object: "write its fields on lines of their own, indented",
  },
  json: {
    string: "put the value in quotes",
    array: "write a list, in square brackets",
    object: "write an object, in braces",
  },
} as const;

export type Notation = keyof typeof notations;

function tellType(notation: Notation, type: string): string {
  const hints: Readonly<Record<string, string>> = notations[notation];
  return hints[type] ?? `write a value of type ${type}`;
}

/** A value that does not fit its setting. */
export interface Misfit {
  readonly value: unknown;
  readonly wrong: WrongValue;
}

/** What is wrong with the fields of a head or of an example. */
export const fieldProblems = {
  "category-unknown": defineProblem<{ category: unknown; known: readonly string[] }>({
    message: ({ category }) => `there is no category ${JSON.stringify(category)}`,
    hint: ({ category, known }) => {
      const nearest = typeof category === "string" ? nearestWord(category, known) : undefined;
      return nearest === undefined
        ? `the categories are ${known.join(", ")}`
        : `did you mean "${nearest}"?`;
    },
    explanation: "A category is not in the vocabulary. The hint names the nearest one.",
  }),
  "configuration-default": defineProblem<Misfit | "required">({
    message: (fault) =>
      fault === "required"
        ? "a required setting has a default"
        : `the default ${JSON.stringify(fault.value)} ${fault.wrong.what}`,
    hint: (fault) =>
      fault === "required" ? 'add "required: false", or remove the default' : fault.wrong.hint,
    explanation: `
      A required setting has a \`default\`, or the default is not one of the \`values\` or does not
      match the \`pattern\`. A default needs \`required: false\`.`,
  }),
  "configuration-duplicate": defineProblem<{ name: unknown }>({
    message: ({ name }) => `${JSON.stringify(name)} is listed more than once in configuration`,
    hint: "keep one of the two",
    explanation: "Two settings have the same key. Keep one.",
  }),
  "configuration-example": defineProblem<Misfit>({
    message: ({ value, wrong }) => `the example ${JSON.stringify(value)} ${wrong.what}`,
    hint: ({ wrong }) => wrong.hint,
    explanation: `
      The \`example\` of a setting does not match its \`pattern\`, or is not one of its \`values\`. Write
      one that a form would accept.`,
  }),
  "configuration-pattern": defineProblem<{ misfit: string | undefined }>({
    message: ({ misfit }) =>
      misfit === undefined
        ? "the pattern is not a regular expression with the flag v"
        : `the pattern does not match ${JSON.stringify(misfit)}`,
    hint: ({ misfit }) =>
      misfit === undefined
        ? "write what a form takes as pattern, without slashes around it"
        : "change the pattern or the value",
    explanation: `
      A \`pattern\` is not a regular expression that an HTML form accepts, or it does not match one of
      the \`values\`. Write it without slashes around it. It has the flag \`v\`, so \`-\`, \`/\` and brackets
      in a class need a backslash.`,
  }),
  "dependency-duplicate": defineProblem<{ name: unknown }>({
    message: ({ name }) => `${JSON.stringify(name)} is listed more than once in dependencies`,
    hint: "keep one of the two",
    explanation: "Two dependencies have the same name. Keep one.",
  }),
  "field-missing": defineProblem<{ owner: string; field: string }>({
    message: ({ owner, field }) => `${owner} has no ${field}`,
    hint: ({ field }) => `add ${field}`,
    explanation: "A required field is missing.",
  }),
  "field-type": defineProblem<{ field: string; type: string; notation: Notation }>({
    message: ({ field, type }) => `${field} is not of type ${type}`,
    hint: ({ type, notation }) => tellType(notation, type),
    explanation: `
      A field has a value of the wrong type. YAML reads \`20\` as a number and \`true\` as a boolean.
      Settings are strings, so put such values in quotes.`,
  }),
  "field-unknown": defineProblem<{ owner: string; field: string; known: readonly string[] }>({
    message: ({ owner, field }) => `${owner} has no field ${JSON.stringify(field)}`,
    hint: ({ field, known }) => {
      const nearest = nearestWord(field, known);
      return nearest === undefined
        ? `the fields are ${known.join(", ")}`
        : `did you mean ${nearest}?`;
    },
    explanation: "There is no such field. The hint names the nearest one.",
  }),
  "field-value": defineProblem<{ field: string; rule: ValueRule }>({
    message: ({ field }) => `the value of ${field} is not valid`,
    hint: ({ rule }) => tellRule(rule),
    explanation: `
      A value is empty, too long, or not in the form that the hint describes. Text that people read
      needs a letter or a digit. A setting or package cannot have a name that every JavaScript
      object has, such as \`constructor\`, \`toString\` or \`__proto__\`. The URL of a \`service\` follows
      the rules for a [link](#link), and if the name of the service is a host, the URL has to go
      there.`,
  }),
};
