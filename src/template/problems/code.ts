import type { Form } from "../../script/form/form.ts";
import { handlerNames, type ExportFault } from "../../script/handlers.ts";
import { nearestWord } from "../../text/nearest.ts";
import { defineProblem } from "./entry.ts";

/** What the parser says, or undefined where it reached the end before the code was complete. */
export interface SyntaxFault {
  readonly message: string | undefined;
}

function tellSyntax(form: Form, { message }: SyntaxFault): string {
  return message === undefined
    ? `the ${form} ends before it is complete`
    : `the ${form} is not JavaScript: ${message}`;
}

function adviseSyntax({ message }: SyntaxFault): string {
  if (message === undefined) {
    return "close what is still open: a brace, a bracket, a quote";
  }
  return message.includes("'import' and 'export'")
    ? "use require and exports: the platform takes CommonJS"
    : "correct the syntax here";
}

/** What keeps the text of a rule from being one. */
export type RuleFault = keyof typeof ruleFaults;

const ruleFaults = {
  empty: "the rule is empty",
  other: "the rule is not one function expression",
  tail: "something follows the function",
  parameters: "the function does not have three parameters",
  names: "two parameters have the same name",
} as const;

export type ExportFacts = Omit<ExportFault, "range">;

function tellExport({ fault, name }: ExportFacts): string {
  switch (fault) {
    case "missing":
      return `the action does not export ${name}`;
    case "declared":
      return `${name} is declared here, and the platform declares it for every action`;
    case "hidden":
      return `this use of ${name} hides which handlers the action exports`;
    case "repeated":
      return `${name} is exported before`;
    case "unknown":
      return `the platform calls no handler ${name}`;
    case "not-async":
      return `${name} is not an async function`;
    case "unclear":
      return `${name} cannot be seen to be an async function`;
  }
}

function adviseExport({ fault, name }: ExportFacts): string {
  switch (fault) {
    case "declared":
      return "give it another name";
    case "hidden":
      return "set each handler once, in a statement of its own, and use exports for nothing else";
    case "repeated":
      return "keep one of the two";
    case "unknown": {
      const nearest = nearestWord(name, handlerNames);
      return nearest === undefined ? "export nothing but handlers" : `did you mean ${nearest}?`;
    }
    case "missing":
    case "not-async":
    case "unclear":
      return `write exports.${name} = async (event, api) => { … };`;
  }
}

/** What is wrong with the form of a rule or an action, or with its syntax. */
export const codeProblems = {
  "action-form": defineProblem<ExportFacts>({
    message: tellExport,
    hint: adviseExport,
    explanation: `
      The action does not export \`onExecutePostLogin\`, or it exports a handler that is not an async
      function or is not clearly one, such as the value of a \`let\` or the result of a call. The
      platform's loader refuses everything except async functions. Write
      \`exports.onExecutePostLogin = async (event, api) => { … };\`.

      Set each handler once, in a statement that is not inside a block or a function:
      \`exports.onExecutePostLogin = …\`, \`module.exports.onExecutePostLogin = …\`, or one
      \`module.exports = { … }\`. Export nothing else, use \`exports\` and \`module\` for nothing else, and
      do not declare \`exports\`, \`module\` or \`require\`: any of this could hide what the platform calls
      or loads.`,
  }),
  "action-syntax": defineProblem<SyntaxFault>({
    message: (fault) => tellSyntax("action", fault),
    hint: adviseSyntax,
    explanation: `
      The action is not valid JavaScript for Node 22, or it uses \`import\` and \`export\`, which the
      platform does not accept. The place is where the parser stopped.`,
  }),
  "code-deep": defineProblem<{ form: Form }>({
    message: ({ form }) => `the ${form} is nested too deeply to be read`,
    hint: "give inner functions and parts of long expressions a name of their own",
    explanation: `
      The code is nested too deeply to analyze: about a hundred brackets, fifty functions, or four
      hundred operators in one expression. Give names to the inner parts.`,
  }),
  "rule-form": defineProblem<{ fault: RuleFault }>({
    message: ({ fault }) => ruleFaults[fault],
    hint: "write one function (user, context, callback) { … } and nothing else",
    explanation: `
      The \`js\` block is not a single function expression with three parameters. Maybe there are
      statements before the function, something follows its closing brace, two parameters have the
      same name, or it is an arrow function or a generator. The platform uses the text as one
      expression.`,
  }),
  "rule-syntax": defineProblem<SyntaxFault>({
    message: (fault) => tellSyntax("rule", fault),
    hint: adviseSyntax,
    explanation: `
      The rule is not valid JavaScript for Node 22. The place is where the parser stopped.`,
  }),
};
