import { keysLeft, keysToFill, type Deployment } from "../deployment.ts";
import { leftOut, listOf } from "../markdown.ts";
import { bindingsOf } from "./actions.ts";

/** The files that a README names. */
export interface Named {
  readonly config: string;
  /** What is imported: a folder or a file. */
  readonly input: string;
  /** Describes a tenant that has no other actions. */
  readonly newTenant: string | undefined;
}

/** How to import actions with the Deploy CLI. What could do harm comes first. */
export function renderReadme(deployment: Deployment, { config, input, newTenant }: Named): string {
  const { title, overview, actions } = deployment;
  const lines = [
    `# ${title}`,
    "",
    "Copy `actions` into your own export of the tenant, and import that as you always do. Do not import this folder with",
    "a configuration that allows deletes: the Deploy CLI takes a folder for everything that the tenant has, and with",
    "AUTH0_ALLOW_DELETE it deletes each action that is not in the folder.",
    "",
    overview,
    "",
    `Without an export of your own, fill in ${config}. It deletes nothing and touches only actions. Import with`,
    "it and without the variables of your shell, which take precedence over a configuration:",
    "",
    `    ${commandFor(config, input)}`,
    "",
    "Either way, an action of the same name is replaced.",
    ...listOf(
      "Give these keywords their values, as texts, under AUTH0_KEYWORD_REPLACE_MAPPINGS in the configuration:",
      keysToFill(actions),
    ),
    ...listOf(leftOut, keysLeft(actions)),
    ...bindingLines(deployment),
    ...(newTenant === undefined
      ? []
      : [
          "",
          "In a tenant without any action bound to post-login, this imports and binds in one go. In any other tenant it",
          "unbinds everything that is bound there:",
          "",
          `    ${commandFor(config, newTenant)}`,
        ]),
  ];
  return `${lines.join("\n")}\n`;
}

function commandFor(config: string, input: string): string {
  return `a0deploy import --config_file ${config} --input_file ${input} --env=false`;
}

/** How actions get into the flow. The list is not among the files: an import replaces all of it. */
function bindingLines({ actions }: Deployment): string[] {
  const bindings = bindingsOf(actions);
  if (bindings.length === 0) {
    return [];
  }
  const what = bindings.length === 1 ? "the action" : "the actions, in this order,";
  return [
    "",
    "An action runs once it is bound to its trigger, post-login. The bindings of a trigger are one list, which an import",
    `replaces as a whole, so the folder has none. Add ${what} in the dashboard, under Actions, Triggers,`,
    "post-login, or to the list `post-login` in triggers/triggers.json of your export, at the place where they are to run:",
    "",
    ...bindings.map((binding) => `    ${JSON.stringify(binding)}`),
  ];
}
