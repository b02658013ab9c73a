import { stringify } from "yaml";

import { keysToFill, trigger, type Deployment, type Files } from "../deployment.ts";
import { fileNameOf } from "../file-name.ts";
import { bindingsOf, codeFiles, describeActions, jsonFiles } from "./actions.ts";
import { renderConfig } from "./config.ts";
import { renderReadme } from "./readme.ts";

/** How the Deploy CLI gets what describes actions. */
export type Format = "directory" | "yaml";

/** What an import may touch. Without a list of bindings it leaves the triggers alone. */
const types = ["actions", "triggers"];

/**
 * Actions in a format of the Auth0 Deploy CLI, to be copied into an export of a tenant, and a
 * configuration that deletes nothing for those who import them alone. None of the files is called
 * like one of an export, and none binds an action: an import replaces the whole list of a trigger.
 * Only a file of its own, for tenants without other actions, has one.
 */
export function makeDeployCliFiles(deployment: Deployment, format: Format): Files {
  const { actions } = deployment;
  const name = fileNameOf(deployment.name);
  const config = `config.${name}.json`;
  const described = describeActions(actions);
  const descriptions = described.map(({ description }) => description);
  const bindings = bindingsOf(actions);
  const newTenant = bindings.length > 0 ? `new-tenant.${name}.yaml` : undefined;
  const input = format === "yaml" ? `tenant.${name}.yaml` : ".";
  return {
    [`README.${name}.md`]: renderReadme(deployment, { config, input, newTenant }),
    [config]: renderConfig(types, keysToFill(actions)),
    ...(format === "yaml"
      ? { [input]: renderYaml({ actions: descriptions }) }
      : jsonFiles(described)),
    ...codeFiles(described),
    ...(newTenant !== undefined && {
      [newTenant]: renderYaml({ actions: descriptions, triggers: { [trigger.id]: bindings } }),
    }),
  };
}

function renderYaml(value: object): string {
  // A keyword takes its quotes along, so that a value is a text whatever is in it.
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
