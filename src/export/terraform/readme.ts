import { keysLeft, type Deployment } from "../deployment.ts";
import { leftOut, listOf } from "../markdown.ts";
import type { Variable } from "./variables.ts";

/** How to apply the files with Terraform. What could do harm comes first. */
export function renderReadme(
  { title, overview, actions }: Deployment,
  variables: readonly Variable[],
): string {
  const bound = actions.filter(({ isBound }) => isBound).map(({ name }) => name);
  const lines = [
    `# ${title}`,
    "",
    "Add these files to your own Terraform configuration as a module, or apply them alone with a state of their own. They",
    "create actions and touch nothing else in the tenant. `terraform destroy` removes only these actions.",
    "",
    overview,
    "",
    "You need Terraform 1.11 or newer: secrets are write-only arguments, so that none gets into the state. Set the provider",
    "up with AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET in the environment. Then:",
    "",
    "    terraform init && terraform apply",
    ...listOf(
      "Set these variables, for example as TF_VAR_name in the environment. They are not kept, so set them each time:",
      variables.map(({ key, name }) => `${name}, for the setting ${key}`),
    ),
    ...listOf(leftOut, keysLeft(actions)),
    ...(bound.length > 0 ? bindingLines(bound) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function bindingLines(bound: readonly string[]): string[] {
  return [
    ...listOf("The actions run once they are bound to post-login, in this order:", bound),
    "",
    "`auth0_trigger_actions` replaces the whole list of bindings, so it is off. Bind them in the dashboard, under Actions,",
    "Triggers, post-login, or set `bind = true` and list in `other_actions` what is bound there already: what you leave out",
    "is unbound. Terraform then refuses to destroy the list. To take it out of Terraform without unbinding anything, run",
    "`terraform state rm 'auth0_trigger_actions.post_login[0]'` and set `bind = false`.",
  ];
}
