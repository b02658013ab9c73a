import { runtime, trigger, type DeployedAction, type Files } from "../deployment.ts";
import { fileNameOf, uniqueNames } from "../file-name.ts";
import { renderJson } from "../json.ts";
import { keywordOf } from "./config.ts";

/** An action as the Deploy CLI reads it, and its file. */
export interface DescribedAction {
  /** Without an extension. */
  readonly file: string;
  readonly code: string;
  /** What JSON or YAML says of it. */
  readonly description: object;
}

/**
 * Describes actions in the format of the Deploy CLI.
 * Source: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/actions.ts)
 */
export function describeActions(actions: readonly DeployedAction[]): DescribedAction[] {
  const names = uniqueNames(
    actions.map(({ name }) => name),
    fileNameOf,
  );
  return actions.map(({ name, code, dependencies, settings }, index) => {
    const file = names[index] ?? fileNameOf(name);
    return {
      file,
      code: `${code.trimEnd()}\n`,
      description: {
        name,
        code: `./actions/${file}/code.js`,
        runtime,
        dependencies: dependencies.map((one) => ({ name: one.name, version: one.version })),
        secrets: settings.map(({ key, value = keywordOf(key) }) => ({ name: key, value })),
        supported_triggers: [trigger],
        deployed: true,
      },
    };
  });
}

/** Their code, a file each. */
export function codeFiles(actions: readonly DescribedAction[]): Files {
  return Object.fromEntries(actions.map(({ file, code }) => [`actions/${file}/code.js`, code]));
}

/** A JSON file for each, beside its code. */
export function jsonFiles(actions: readonly DescribedAction[]): Files {
  return Object.fromEntries(
    actions.map(({ file, description }) => [`actions/${file}.json`, renderJson(description)]),
  );
}

/** The bindings of actions that run at each login, as triggers/triggers.json has them. */
export function bindingsOf(actions: readonly DeployedAction[]) {
  return actions
    .filter(({ isBound }) => isBound)
    .map(({ name }) => ({ action_name: name, display_name: name }));
}
