import type { RuleTree } from "../translate/read/rule-tree.ts";
import { readEffects } from "./effect-parts.ts";
import { printContext, printUser, type ContextPart } from "./input-parts.ts";
import { uses, type Needs, type Uses } from "./needs.ts";
import { callRule, errorClasses, metadataMethods, printClient, reasonOf } from "./run-parts.ts";

/** The text of a rule, without versions of packages. */
export interface RuleText {
  /** Before the function. */
  readonly comments: readonly string[];
  readonly text: string;
}

/** What an adapter is put together from. */
export interface AdapterParts {
  readonly needs: Needs;
  readonly rule: RuleTree;
  readonly text: RuleText;
  /** Statements at the top, such as those that load what was a global. */
  readonly heads: readonly string[];
  /** Properties of `auth0` beside its users. */
  readonly client: readonly string[];
}

/** What the head of the text says. */
interface Head {
  readonly name?: string;
  readonly version: string;
}

/** The text of an action that runs a rule. */
export function printAdapter(parts: AdapterParts, head: Head): string {
  const { needs, rule, heads } = parts;
  const context = needs.handsOn ? { ...needs.context, whole: needs.handsOn } : needs.context;
  const redirects = uses(context, "redirect");
  const edited = redirects ? [...needs.edited.keys()].filter(isName) : [];
  const { lines, functions } = readEffects({ context, edited }, rule.code);
  const takesProtocol =
    redirects && (uses(context, "protocol") || uses(context, "original_protocol"));
  const hasEdits = edited.length > 0;
  const user = printUser(needs, hasEdits);
  const made = printContext({ context, request: requestOf(needs) }, takesProtocol);
  const client = printOwnClient(parts);
  const given = readGiven(needs, client);
  const sections = [
    printHead(head),
    ...heads,
    printHandlers({
      hasUser: user !== undefined,
      hasEdits,
      made,
      given,
      lines,
      redirects,
      takesProtocol,
    }),
    ...(user === undefined ? [] : [user]),
    made.text,
    callRule,
    reasonOf,
    ...printTell(lines, redirects),
    ...functions,
    ...client,
    ...Object.entries(errorClasses).flatMap(([name, text]) => (needs.free.has(name) ? [text] : [])),
    ...(needs.free.has("global") ? [kept] : []),
    printStart(parts.text, given),
  ];
  // What follows is the rule's own text.
  return `${withOwnNames(sections.join("\n\n"), needs)}${parts.text.text};\n`;
}

function printHead({ name = "a rule", version }: Head): string {
  // Whatever the file is called, the comment ends where it should.
  const shown = name.replace(/\s+/g, " ").replaceAll("*/", "*\u200B/");
  return `/*
 * This action runs ${shown} inside an adapter, made by rules-templates ${version}. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */`;
}

const kept = `// What the rule keeps for later logins.
const kept = Object.create(globalThis);`;

function isName(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}

/** Where all of the context may be used, all of the request may. */
function requestOf({ context, request, handsOn }: Needs): Uses {
  const whole = context.whole ?? handsOn ?? request.whole;
  return { ...request, ...(whole && { whole }) };
}

function printOwnClient({ needs, rule, client }: AdapterParts): readonly string[] {
  if (!needs.free.has("auth0")) {
    return [];
  }
  const methods = metadataMethods.filter((name) => rule.code.includes(name));
  return printClient(methods, client);
}

/** What a rule is given beside its parameters: by its name for it, the expression. */
type Given = ReadonlyMap<string, string>;

function readGiven({ free }: Needs, client: readonly string[]): Given {
  const isWaiting = client.some((text) => text.includes("await "));
  const parameters = client.some((text) => text.includes("(event, api) =>"))
    ? "event, api"
    : "event";
  const all: [string, string][] = [
    ["configuration", "event.secrets"],
    ["auth0", `${isWaiting ? "await " : ""}ruleClient(${parameters})`],
    ["global", "kept"],
  ];
  return new Map(all.filter(([name]) => free.has(name)));
}

/** What the handlers of an adapter do. */
interface Handlers {
  readonly hasUser: boolean;
  /** Whether the user has what was kept over a redirect. */
  readonly hasEdits: boolean;
  readonly made: ContextPart;
  readonly given: Given;
  /** What the API is told. */
  readonly lines: readonly string[];
  readonly redirects: boolean;
  readonly takesProtocol: boolean;
}

function printHandlers(handlers: Handlers): string {
  const { redirects, takesProtocol } = handlers;
  if (!redirects) {
    return `exports.onExecutePostLogin = async (event, api) => {\n${printRun(handlers)}\n};`;
  }
  const protocol = takesProtocol
    ? '  const protocol = isReturn ? "redirect-callback" : event.transaction?.protocol;\n'
    : "";
  return `exports.onExecutePostLogin = async (event, api) => runRule(event, api, false);

exports.onContinuePostLogin = async (event, api) => runRule(event, api, true);

const runRule = async (event, api, isReturn) => {
${protocol}${printRun(handlers)}
};`;
}

function printRun({ hasUser, hasEdits, made, given, lines, redirects }: Handlers): string {
  const isTold = lines.length > 0;
  const told = redirects ? "event, api, result, isReturn" : "event, api, result";
  return [
    ...(isTold ? ["  let result;"] : []),
    "  try {",
    ...(given.size > 0 ? [`    const rule = makeRule(${[...given.values()].join(", ")});`] : []),
    `    const user = ${hasUser ? `ruleUser(${hasEdits ? "event, isReturn" : "event"})` : "event.user"};`,
    `    const context = ruleContext(${made.parameters});`,
    `    ${isTold ? "result = " : ""}await callRule(rule, user, context);`,
    "  } catch (error) {",
    `    ${isTold ? "return " : ""}api.access.deny(reasonOf(error));`,
    "  }",
    ...(isTold ? [`  tellApi(${told});`] : []),
  ].join("\n");
}

/** The function that tells the API what the rule has set. */
function printTell(lines: readonly string[], redirects: boolean): string[] {
  if (lines.length === 0) {
    return [];
  }
  const body = lines.join("\n");
  const isUsed = (name: string) => new RegExp(String.raw`\b${name}\b`).test(body);
  const result = isUsed("user") ? "{ user, context }" : "{ context }";
  return [
    `// Tells the API what the rule has set.
const tellApi = (event, api, ${result}${redirects ? ", isReturn" : ""}) => {
${body}
};`,
  ];
}

/** What comes before the rule. */
function printStart({ comments }: RuleText, given: Given): string {
  const start =
    given.size > 0 ? `const makeRule = (${[...given.keys()].join(", ")}) =>\n` : "const rule = ";
  return ["// The rule.", ...comments, start].join("\n");
}

/** The adapter's own names, which a rule may have used for what was nowhere declared. */
const own =
  `ruleUser ruleContext callRule reasonOf tellApi ruleClient storer setScopes enableFactor setSaml
  runRule makeRule rule kept`.split(/\s+/);

/** Renames what a rule would take for a name of its own that nothing declares. */
function withOwnNames(code: string, { free }: Needs): string {
  return own
    .filter((name) => free.has(name))
    .reduce(
      (text, name) =>
        text.replace(new RegExp(String.raw`(?<![.\w$])${name}(?![\w$])`, "g"), `${name}OfAdapter`),
      code,
    );
}
