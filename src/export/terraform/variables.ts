import { keysToFill, type DeployedAction } from "../deployment.ts";
import { identifiersFor } from "./names.ts";

/** A variable that a secret comes from. */
export interface Variable {
  /** Of the setting. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
}

/** Names that Terraform or these files use themselves. */
const taken = [
  "source",
  "version",
  "providers",
  "count",
  "for_each",
  "lifecycle",
  "depends_on",
  "locals",
  "bind",
  "other_actions",
  "secrets_version",
];

/** A variable for each setting whose value the files do not hold. */
export function describeVariables(actions: readonly DeployedAction[]): Variable[] {
  const keys = keysToFill(actions);
  const names = identifiersFor([...taken, ...keys]).slice(taken.length);
  const settings = actions.flatMap((action) => action.settings);
  return keys.map((key, index) => {
    const described = settings.find((setting) => setting.key === key)?.description;
    return { key, name: names[index] ?? key, description: described ?? `The setting ${key}.` };
  });
}
