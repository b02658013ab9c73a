import {
  runtime,
  trigger,
  type DeployedAction,
  type Deployment,
  type Files,
} from "../deployment.ts";
import { fileNameOf, uniqueNames } from "../file-name.ts";
import { quoteHcl, renderHcl, type Block, type Item } from "./hcl.ts";
import { identifiersFor } from "./names.ts";
import { renderReadme } from "./readme.ts";
import { describeVariables, type Variable } from "./variables.ts";

/** Versions that know write-only arguments, and those of an action. */
const versions = { terraform: ">= 1.11.0", provider: ">= 1.50.0" } as const;

/** An action, and what it is called in Terraform's files. */
interface Named {
  readonly action: DeployedAction;
  readonly identifier: string;
  /** Of its code, without an extension. */
  readonly file: string;
}

/**
 * Actions as resources of the Auth0 provider for Terraform. Secrets are write-only, so that none
 * gets into the state, and come from variables. The list of bindings is one resource, which
 * replaces what a trigger has, so it is off until a variable says otherwise.
 * Source: https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/action and
 * …/trigger_actions
 */
export function makeTerraformFiles(deployment: Deployment): Files {
  const { actions } = deployment;
  const names = actions.map(({ name }) => name);
  const identifiers = identifiersFor(names);
  const files = uniqueNames(names, fileNameOf);
  const named = actions.map((action, index): Named => ({
    action,
    identifier: identifiers[index] ?? "",
    file: files[index] ?? "",
  }));
  const variables = describeVariables(actions);
  const bound = named.filter(({ action }) => action.isBound);
  return {
    [`README.${fileNameOf(deployment.name)}.md`]: renderReadme(deployment, variables),
    "main.tf": renderHcl([
      terraformBlock(),
      ...named.flatMap((one): Item[] => ["blank", actionBlock(one, variables)]),
    ]),
    ...(bound.length > 0 && { "bindings.tf": renderHcl([bindingsBlock(bound)]) }),
    "variables.tf": renderHcl(variableBlocks(variables, bound.length > 0)),
    ...(Object.fromEntries(
      named.map(({ file, action }) => [`actions/${file}/code.js`, `${action.code.trimEnd()}\n`]),
    ) as Files),
  };
}

function terraformBlock(): Block {
  const body: Item[] = [
    { name: "source", value: quoteHcl("auth0/auth0") },
    { name: "version", value: quoteHcl(versions.provider) },
  ];
  return {
    head: "terraform",
    body: [
      { name: "required_version", value: quoteHcl(versions.terraform) },
      "blank",
      { head: "required_providers", body: [{ head: "auth0 =", body }] },
    ],
  };
}

function actionBlock({ action, identifier, file }: Named, variables: readonly Variable[]): Block {
  const { name, dependencies, settings } = action;
  const blocks: Block[] = [
    {
      head: "supported_triggers",
      body: [
        { name: "id", value: quoteHcl(trigger.id) },
        { name: "version", value: quoteHcl(trigger.version) },
      ],
    },
    ...dependencies.map((one) => ({
      head: "dependencies",
      body: [
        { name: "name", value: quoteHcl(one.name) },
        { name: "version", value: quoteHcl(one.version) },
      ],
    })),
    ...settings.map(({ key, value }) => ({
      head: "secrets_wo",
      body: [
        { name: "name", value: quoteHcl(key) },
        { name: "value", value: value === undefined ? valueOf(key, variables) : quoteHcl(value) },
      ],
    })),
  ];
  const isSecret = settings.length > 0;
  return {
    head: `resource "auth0_action" "${identifier}"`,
    body: [
      { name: "name", value: quoteHcl(name) },
      { name: "runtime", value: quoteHcl(runtime) },
      { name: "deploy", value: "true" },
      { name: "code", value: `file("\${path.module}/actions/${file}/code.js")` },
      ...(isSecret ? [{ name: "secrets_wo_version", value: "var.secrets_version" }] : []),
      ...blocks.flatMap((block): Item[] => ["blank", block]),
    ],
  };
}

function valueOf(key: string, variables: readonly Variable[]): string {
  return `var.${variables.find((variable) => variable.key === key)?.name ?? key}`;
}

function bindingsBlock(bound: readonly Named[]): Block {
  const blocks: Block[] = bound.map(({ identifier }) => ({
    head: "actions",
    body: [
      { name: "id", value: `auth0_action.${identifier}.id` },
      { name: "display_name", value: `auth0_action.${identifier}.name` },
    ],
  }));
  const others: Block = {
    head: 'dynamic "actions"',
    body: [
      { name: "for_each", value: "var.other_actions" },
      {
        head: "content",
        body: [
          { name: "id", value: "actions.value.id" },
          { name: "display_name", value: "actions.value.display_name" },
        ],
      },
    ],
  };
  return {
    head: 'resource "auth0_trigger_actions" "post_login"',
    body: [
      { name: "count", value: "var.bind ? 1 : 0" },
      { name: "trigger", value: quoteHcl(trigger.id) },
      ...[...blocks, others].flatMap((block): Item[] => ["blank", block]),
      "blank",
      { head: "lifecycle", body: [{ name: "prevent_destroy", value: "true" }] },
    ],
  };
}

function variableBlocks(variables: readonly Variable[], isBound: boolean): Item[] {
  const blocks = [
    ...variables.map(({ name, description }) =>
      variableBlock(name, description, [
        { name: "type", value: "string" },
        { name: "sensitive", value: "true" },
        { name: "ephemeral", value: "true" },
      ]),
    ),
    variableBlock("secrets_version", "Increase it to send changed values of secrets.", [
      { name: "type", value: "number" },
      { name: "default", value: "1" },
    ]),
    ...(isBound ? bindingVariables() : []),
  ];
  return blocks.flatMap((block, index): Item[] => (index === 0 ? [block] : ["blank", block]));
}

function variableBlock(name: string, description: string, rest: readonly Item[]): Block {
  return {
    head: `variable "${name}"`,
    body: [{ name: "description", value: quoteHcl(description) }, ...rest],
  };
}

function bindingVariables(): Block[] {
  const bound =
    "Whether to bind the actions to post-login, which replaces its whole list of bindings.";
  const others =
    "The actions that are bound to post-login already and stay, in their order; they run after these.";
  return [
    variableBlock("bind", bound, [
      { name: "type", value: "bool" },
      { name: "default", value: "false" },
    ]),
    variableBlock("other_actions", others, [
      { name: "type", value: "list(object({ id = string, display_name = string }))" },
      { name: "default", value: "[]" },
    ]),
  ];
}
