import type { Form } from "../../script/form/form.ts";
import { allowedOfProcess } from "../../script/platform.ts";
import { defineProblem } from "./entry.ts";

export type GlobalFault = "object" | "this" | { readonly changed: string };

const globalFaults = {
  object: [
    "this hides which global is used",
    "use globals by their names; what is to outlive a login is kept as global.NAME",
  ],
  this: [
    "`this` is the global object here, or what the action exports",
    "use it in methods of objects and classes only",
  ],
} as const;

/** What a reader of the code could not see, and what the other form alone is given. */
export const nameProblems = {
  "code-comment": defineProblem<{ mark: string }>({
    message: ({ mark }) => `${mark} begins a comment here, as in HTML`,
    hint: "write // or /* */",
    explanation: `
      The code has an HTML comment: \`<!--\`, or \`-->\` at the beginning of a line. JavaScript skips the
      rest of the line, which few readers know. Write \`//\` or \`/* */\`.`,
  }),
  "code-dynamic": defineProblem<{ by: string; isUnsaid: boolean }>({
    message: ({ by }) => `this can run code that cannot be read here: ${by}`,
    hint: ({ isUnsaid }) =>
      isUnsaid
        ? "choose the function with a switch, or get it from a Map"
        : "write the code out, and call functions by their names",
    explanation: `
      The code uses something that can turn text into code, so nobody can tell what it runs: \`eval\`,
      \`Function\`, \`Reflect\`, \`with\`, or a timer that gets a string; a member such as \`constructor\`,
      \`__proto__\`, \`getPrototypeOf\`, \`getOwnPropertyNames\` or \`callee\`, however the code spells it,
      also in a pattern or put together as in \`"con" + "structor"\`; a computed member of a function;
      or a call of a function under a computed name, \`table[key]()\`. Write the code out: use a
      \`switch\` in place of a table of functions, \`Object.keys\`, \`Object.hasOwn\`. You can compare a
      value with a name such as \`"constructor"\`, or put the name into a list that you search with
      \`includes\`.

      No analysis can find all of it: a name may come from a setting, from an answer, or from an
      object that is passed around. See what a reviewer looks for in
      [CONTRIBUTING.md](../CONTRIBUTING.md#what-a-reviewer-looks-for).`,
  }),
  "code-name": defineProblem<{ name: string }>({
    message: ({ name }) => `the name ${name} has an escape, or a letter that is not ASCII`,
    hint: "write names in ASCII: others can look alike and be different",
    explanation: `
      The code has a name with a letter outside ASCII or with an escape, such as \`\\u0068ello\`. Two
      such names can look alike and be different. Use ASCII for names.`,
  }),
  "configuration-unreadable": defineProblem<{ form: Form }>({
    message: ({ form }) => `this hides which keys of ${settingsOf(form)} are read`,
    hint: ({ form }) =>
      `read each key by name, ${settingsOf(form)}.KEY, in the ${form === "rule" ? "rule" : "handler"} itself`,
    explanation: `
      The code uses \`configuration\` or \`event.secrets\` in a way that hides which keys it reads, or
      that changes them: a computed key, a rest, a spread, an assignment, or passing it to another
      function. Read each key by name, in the rule or the handler itself. You can pass the event to
      a function that reads other parts of it, if the function is declared once, is only ever
      called, and has a name for the parameter that takes the event.`,
  }),
  "global-dynamic": defineProblem<{ fault: GlobalFault }>({
    message: ({ fault }) =>
      typeof fault === "string"
        ? globalFaults[fault][0]
        : `this changes ${fault.changed} for all code that runs beside it`,
    hint: ({ fault }) =>
      typeof fault === "string"
        ? globalFaults[fault][1]
        : "give what is your own a name of its own; what is to outlive a login is kept as global.NAME",
    explanation: `
      The code uses the global object in a way that hides which global it uses: \`globalThis\`,
      \`global\`, or \`this\` in a function that is not a method or in a method that may be called on its
      own. Use the name itself, such as \`fetch\` or \`configuration\`. You can keep something between
      logins as \`global.NAME\`, under a name that the platform does not use.

      Or the code changes something that all scripts of a tenant share, such as \`JSON.parse\` or
      \`Array.prototype\`. Then nobody who reads that name elsewhere could know what it does.`,
  }),
  "global-unknown": defineProblem<{ name: string }>({
    message: ({ name }) => `${name} is not among the globals that a template may use`,
    hint: ({ name }) =>
      name.startsWith("process.")
        ? `of process a template may use ${[...allowedOfProcess].join(", ")}`
        : "declare it if it is a name of your own; requests are made with fetch",
    explanation: `
      The code uses a name that it does not declare and that is not in the list of globals for
      templates, [src/script/platform.ts](../src/script/platform.ts). Of the globals that make
      requests, the list has only \`fetch\`: no \`WebSocket\`, \`EventSource\`, \`XMLHttpRequest\` or
      \`navigator\`. Of \`process\` it has \`hrtime\`, \`nextTick\`, \`version\` and \`versions\`.`,
  }),
  "module-dynamic": defineProblem({
    message: "this hides which module is loaded",
    hint: 'load modules as require("name")',
    explanation: `
      The code hides which module it loads, or uses something that can load any module:
      \`module.require\`, \`process.getBuiltinModule\`, \`require("module")\`. Write \`require("name")\`.`,
  }),
  "name-foreign": defineProblem<{ name: string; form: Form }>({
    message: ({ name, form }) =>
      `${name} is not there in ${form === "rule" ? "a rule" : "an action"}`,
    hint: ({ form }) =>
      form === "rule" ? "use user, context and configuration" : "use event, api and event.secrets",
    explanation: `
      A rule uses \`event\` or \`api\`, or an action uses \`configuration\`, \`user\`, \`context\`, \`callback\`
      or \`auth0\`. Only the other form has these names, so on the platform every login would fail.`,
  }),
};

function settingsOf(form: Form): string {
  return form === "rule" ? "configuration" : "event.secrets";
}
