import type { Setting } from "../../../template/template.ts";
import type { Form } from "../../../script/form/form.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { Values } from "../../model/settings-store.ts";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/**
 * One form of a template in the directory format of the Auth0 Deploy CLI, to be copied into an export of a tenant, and a
 * configuration that deletes nothing for those who import it alone. None of the files is called like one of an export.
 * A secret is never written: its key stands there as a keyword, which the Deploy CLI replaces, with its quotes, by a text
 * in JSON. Source: https://github.com/auth0/auth0-deploy-cli (examples/directory, docs/keyword-replacement.md,
 * docs/configuring-the-deploy-cli.md, docs/excluding-from-management.md)
 *
 * @param values what the reader has entered for the settings that are no secrets
 */
export function makeDeployFiles(template: ShownTemplate, form: Form, values: Values): Files {
  const settings = settingsOf(template, form, values);
  const files = form === "action" ? actionFiles(template, settings) : ruleFiles(template, settings);
  const left = readSettings(template, form)
    .map(({ key }) => key)
    .filter((key) => !settings.some((setting) => setting.key === key));
  const id = fileNameOf(template.id);
  const config = `config.${id}.json`;
  return {
    [`README.${id}.md`]: renderReadme(template, form, { settings, left, config }),
    [config]: renderConfig(form, settings),
    ...files,
  };
}

/** What an import is to touch. Of all else, and of what is not in the folder, nothing is changed or deleted. */
const TYPES = { action: ["actions"], rule: ["rules", "rulesConfigs"] } as const;

function renderConfig(form: Form, settings: readonly Valued[]): string {
  const keywords = settings.filter(({ isKeyword }) => isKeyword).map(({ key }) => [key, ""]);
  return render({
    AUTH0_DOMAIN: "",
    AUTH0_CLIENT_ID: "",
    AUTH0_CLIENT_SECRET: "",
    AUTH0_ALLOW_DELETE: false,
    AUTH0_INCLUDED_ONLY: TYPES[form],
    AUTH0_KEYWORD_REPLACE_MAPPINGS: Object.fromEntries(keywords) as object,
  });
}

interface Valued {
  readonly key: string;
  readonly value: string;
  readonly isKeyword: boolean;
}

/** The settings that a form reads. */
function readSettings({ configuration, action }: ShownTemplate, form: Form): readonly Setting[] {
  const read = form === "action" ? action?.secrets : undefined;
  return configuration.filter(({ key }) => read?.includes(key) ?? true);
}

/** The settings that need a value, or have one; for all others the code has a default, or does without. */
function settingsOf(template: ShownTemplate, form: Form, values: Values): Valued[] {
  return readSettings(template, form).flatMap(({ key, secret, required }) => {
    const value = values[key] ?? "";
    if (value === "" && !required) return [];
    const isKeyword = secret || value === "";
    return [{ key, value: isKeyword ? `@@${key}@@` : value, isKeyword }];
  });
}

function actionFiles({ title, action }: ShownTemplate, settings: readonly Valued[]): Files {
  const name = fileNameOf(title);
  const head = {
    name: title,
    code: `./actions/${name}/code.js`,
    runtime: "node22",
    dependencies: action?.dependencies ?? [],
    secrets: settings.map(({ key, value }) => ({ name: key, value })),
    supported_triggers: [{ id: "post-login", version: "v3" }],
    deployed: true,
  };
  return {
    [`actions/${name}.json`]: render(head),
    [`actions/${name}/code.js`]: `${action?.code ?? ""}\n`,
  };
}

function ruleFiles({ title, code }: ShownTemplate, settings: readonly Valued[]): Files {
  const name = fileNameOf(title);
  const head = { name: title, script: `./${name}.js`, stage: "login_success", enabled: true };
  const configs = settings.map(({ key, value }) => [
    `rules-configs/${fileNameOf(key)}.json`,
    render({ key, value }),
  ]);
  return {
    [`rules/${name}.json`]: render(head),
    [`rules/${name}.js`]: `${code}\n`,
    ...(Object.fromEntries(configs) as Files),
  };
}

interface Told {
  readonly settings: readonly Valued[];
  /** The keys of settings without a value. */
  readonly left: readonly string[];
  /** The name of the configuration. */
  readonly config: string;
}

function renderReadme(
  { title, overview }: ShownTemplate,
  form: Form,
  { settings, left, config }: Told,
): string {
  const keywords = settings.filter(({ isKeyword }) => isKeyword);
  const folders = form === "action" ? "`actions`" : "`rules` and `rules-configs`";
  const lines = [
    `# ${title}`,
    "",
    `Copy ${folders} into your own export of the tenant, and import that as you always do. Do not import this folder with`,
    "a configuration that allows deletes: the Deploy CLI takes a folder for all that the tenant has, and with",
    `AUTH0_ALLOW_DELETE it deletes each ${form} that is not in it.`,
    "",
    overview,
    "",
    `Without an export, fill in ${config}, which deletes nothing and touches only ${TYPES[form].join(" and ")}, and import`,
    "with it, and without the variables of your shell, which count more than a configuration:",
    "",
    `    a0deploy import --config_file ${config} --input_file . --env=false`,
    "",
    `Either way, ${form === "action" ? "an action" : "a rule"} of the same name is replaced.`,
    ...listOf(
      "Give these keywords their values, as texts, under AUTH0_KEYWORD_REPLACE_MAPPINGS in the configuration:",
      keywords.map(({ key }) => key),
    ),
    ...listOf(
      "Nobody gave these optional settings a value, so they are not in here; without them the code does as they describe:",
      left,
    ),
    ...(form === "action" ? bindingLines(title) : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** How an action gets into the flow. The list is not among the files: an import replaces all of it. */
function bindingLines(title: string): string[] {
  return [
    "",
    "An action runs once it is bound to its trigger, post-login. The bindings of a trigger are one list, which an import",
    "replaces as a whole, so this folder has none. Add the action in the dashboard, under Actions, Triggers, post-login, or",
    "to the list `post-login` in triggers/triggers.json of your export, at the place where it is to run:",
    "",
    `    ${JSON.stringify({ action_name: title, display_name: title })}`,
  ];
}

function listOf(what: string, keys: readonly string[]): string[] {
  return keys.length === 0 ? [] : ["", what, "", ...keys.map((key) => `- ${key}`)];
}

/** A name that is one file on every system, whatever a gallery calls its template. */
function fileNameOf(text: string): string {
  return text.replace(/[^A-Za-z0-9 _-]+/g, "-").slice(0, 100) || "template";
}

function render(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
