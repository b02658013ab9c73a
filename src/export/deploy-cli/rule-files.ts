import type { DeployedSetting, Files } from "../deployment.ts";
import { fileNameOf } from "../file-name.ts";
import { renderJson } from "../json.ts";
import { leftOut, listOf } from "../markdown.ts";
import { keywordOf, renderConfig } from "./config.ts";

/** A rule as a tenant is to have it. */
export interface DeployedRule {
  /** What the files that belong to no single rule are called after. */
  readonly id: string;
  readonly name: string;
  readonly overview: string;
  readonly code: string;
  readonly settings: readonly DeployedSetting[];
  /** The keys of optional settings that get no value. */
  readonly left: readonly string[];
}

const types = ["rules", "rulesConfigs"];

/**
 * A rule in the directory format of the Deploy CLI, and a configuration that deletes nothing.
 * Source: https://github.com/auth0/auth0-deploy-cli (examples/directory)
 */
export function makeRuleFiles(rule: DeployedRule): Files {
  const { id, name: title, code, settings } = rule;
  const name = fileNameOf(title);
  const config = `config.${fileNameOf(id)}.json`;
  const head = { name: title, script: `./${name}.js`, stage: "login_success", enabled: true };
  const configs = settings.map(({ key, value = keywordOf(key) }) => [
    `rules-configs/${fileNameOf(key)}.json`,
    renderJson({ key, value }),
  ]);
  return {
    [`README.${fileNameOf(id)}.md`]: renderReadme(rule, config),
    [config]: renderConfig(types, openKeys(settings)),
    [`rules/${name}.json`]: renderJson(head),
    [`rules/${name}.js`]: `${code}\n`,
    ...(Object.fromEntries(configs) as Files),
  };
}

function openKeys(settings: readonly DeployedSetting[]): string[] {
  return settings.filter(({ value }) => value === undefined).map(({ key }) => key);
}

function renderReadme({ name, overview, settings, left }: DeployedRule, config: string): string {
  const lines = [
    `# ${name}`,
    "",
    "Copy `rules` and `rules-configs` into your own export of the tenant, and import that as you always do. Do not import",
    "this folder with a configuration that allows deletes: the Deploy CLI takes a folder for everything that the tenant has,",
    "and with AUTH0_ALLOW_DELETE it deletes each rule that is not in the folder.",
    "",
    overview,
    "",
    `Without an export of your own, fill in ${config}. It deletes nothing and touches only rules and rulesConfigs.`,
    "Import with it and without the variables of your shell, which take precedence over a configuration:",
    "",
    `    a0deploy import --config_file ${config} --input_file . --env=false`,
    "",
    "Either way, a rule of the same name is replaced.",
    ...listOf(
      "Give these keywords their values, as texts, under AUTH0_KEYWORD_REPLACE_MAPPINGS in the configuration:",
      openKeys(settings),
    ),
    ...listOf(leftOut, left),
  ];
  return `${lines.join("\n")}\n`;
}
