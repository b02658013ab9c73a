import type { Form } from "../../script/form/form.ts";
import { allowedModules } from "../../script/platform.ts";
import { nearestWord } from "../../text/nearest.ts";
import { defineProblem } from "./entry.ts";

/** Where the two forms and the head do not agree. */
export const formProblems = {
  "action-missing": defineProblem({
    message: "the template has no action, and does not say why",
    hint: "add a block that opens with ```js action, or say in no_action why none is possible",
    explanation: `
      There is no \`js action\` block, and \`no_action\` does not say why. Add the block or the reason.`,
  }),
  "action-unexpected": defineProblem({
    message: "the template has an action and says why it has none",
    hint: "remove no_action, or the action",
    explanation: "The template has both an action and `no_action`. Remove one of them.",
  }),
  "configuration-undeclared": defineProblem<{
    form: Form;
    key: string;
    declared: ReadonlySet<string>;
  }>({
    message: ({ form, key }) => `the ${form} reads ${key}, which the head does not list`,
    hint: ({ key, declared }) => {
      const nearest = nearestWord(key, declared);
      return nearest === undefined
        ? `list ${key} under configuration`
        : `did you mean ${nearest}? Otherwise list ${key}`;
    },
    explanation: `
      The code reads a setting that is not in the head. List it under \`configuration\`.`,
  }),
  "configuration-unused": defineProblem<{ key: string }>({
    message: ({ key }) => `neither form reads ${key}`,
    hint: "remove it, or read it",
    explanation: "The head lists a setting that neither form reads. Remove it or read it.",
  }),
  "forms-missing": defineProblem({
    message: "the template says that it has neither a rule nor an action",
    hint: "write one of the two",
    explanation: `
      \`no_rule\` and \`no_action\` say that the template has neither a rule nor an action. Write one
      of the two.`,
  }),
  "outage-missing": defineProblem({
    message: "the code makes requests, and the head does not say what their outage does",
    hint: "add outage: allow if the login goes on without them, else outage: deny",
    explanation: `
      The code makes requests, and the head does not say what happens to a login when they fail.
      Code makes requests if it uses a global or a module that the list in
      [src/script/platform.ts](../src/script/platform.ts) marks as calling out, or any package that
      \`dependencies\` does not mark with \`network: false\`.`,
  }),
  "outage-unneeded": defineProblem({
    message: "the code makes no requests, so nothing can be out",
    hint: "remove outage",
    explanation: "The head has `outage`, but the code makes no requests. Remove it.",
  }),
  "rule-missing": defineProblem<{ isNear: boolean }>({
    message: "the template has no rule, and does not say why",
    hint: ({ isNear }) =>
      isNear
        ? "open this block with ```js and nothing else, if it is the rule"
        : "add a block that opens with ```js and holds one function (user, context, callback), or say in no_rule why none is possible",
    explanation: `
      There is no \`js\` block, and \`no_rule\` does not say why. Add the block or the reason.`,
  }),
  "rule-unexpected": defineProblem({
    message: "the template has a rule and says why it has none",
    hint: "remove no_rule, or the rule",
    explanation: "The template has both a rule and `no_rule`. Remove one of them.",
  }),
};

/** What is wrong with the modules that the forms require. */
export const moduleProblems = {
  "dependency-missing": defineProblem<{ written: string; name: string }>({
    message: ({ written }) => `the action requires ${written}, which the head does not list`,
    hint: ({ name }) => `list ${name} with an exact version under dependencies`,
    explanation: `
      The action requires a package that is not in the head. List it with an exact version under
      \`dependencies\`.`,
  }),
  "dependency-unused": defineProblem<{ name: string; isBuiltin: boolean }>({
    message: ({ name, isBuiltin }) =>
      isBuiltin ? `require("${name}") loads Node's own module` : `neither form requires ${name}`,
    hint: ({ isBuiltin }) => (isBuiltin ? "remove it" : "remove it, or require it"),
    explanation: `
      The head lists a package that neither form requires, or whose name is that of a Node module,
      which is what \`require\` would load. Remove it.`,
  }),
  "module-pinned": defineProblem({
    message: "an action takes the version from the head",
    hint: "require the bare name, and list it with its version under dependencies",
    explanation: `
      The action requires \`name@version\`. An action requires the bare name, and the version is in
      the head.`,
  }),
  "module-unknown": defineProblem<{ written: string; isBuiltin: boolean }>({
    message: ({ written, isBuiltin }) =>
      isBuiltin
        ? `a template may not use ${JSON.stringify(written)}, a module of Node`
        : `${JSON.stringify(written)} is neither a module of Node 22 nor the name of a package`,
    hint: ({ isBuiltin }) =>
      isBuiltin
        ? `the modules of Node that a template may use are ${[...allowedModules.keys()].join(", ")}`
        : "require a module by its name: on the platform there are no files beside the code",
    explanation: `
      The code requires something that is neither a Node module that templates may use nor the name
      of a package. A path is an example: on the platform there are no files beside the code. The
      list of modules is in [src/script/platform.ts](../src/script/platform.ts). Of the modules that
      make requests, it has \`dns\`, \`http\`, \`http2\`, \`https\`, \`net\` and \`tls\`. It has none that start
      processes or threads, read files, open a debugger, or run text as code, such as \`vm\`.`,
  }),
  "module-unpinned": defineProblem<{ written: string }>({
    message: ({ written }) =>
      `${written} is not a module of Node and does not end with an exact version`,
    hint: 'pin the version: require("name@1.2.3")',
    explanation: `
      The rule requires a package without an exact version. Write \`require("name@1.2.3")\`.`,
  }),
};
