import type { Setting } from "../../template/compile.ts";
import type { Form } from "../app/address.ts";
import type { ShownTemplate } from "./read-gallery.ts";
import type { Values } from "./settings-store.ts";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/**
 * One form of a template in the directory format of the Auth0 Deploy CLI. A secret is never written:
 * its key stands there as a keyword, which the Deploy CLI replaces, with its quotes, by a text in JSON.
 * Source: https://github.com/auth0/auth0-deploy-cli (examples/directory, docs/keyword-replacement.md)
 *
 * @param values what the reader has entered for the settings that are no secrets
 */
export function makeDeployFiles(template: ShownTemplate, form: Form, values: Values): Files {
  const settings = settingsOf(template, form, values);
  const files = form === "action" ? actionFiles(template, settings) : ruleFiles(template, settings);
  const left = readSettings(template, form)
    .map(({ key }) => key)
    .filter((key) => !settings.some((setting) => setting.key === key));
  return { ...files, "README.md": renderReadme(template, form, { settings, left }) };
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

function renderReadme(
  { title, overview }: ShownTemplate,
  form: Form,
  { settings, left }: { settings: readonly Valued[]; left: readonly string[] },
): string {
  const keywords = settings.filter(({ isKeyword }) => isKeyword);
  const lines = [
    `# ${title}`,
    "",
    overview,
    "",
    `This folder holds the ${form} in the directory format of the Auth0 Deploy CLI:`,
    "",
    "    a0deploy import --config_file config.json --input_file .",
    ...listOf(
      "Give these keywords their values, as texts, under AUTH0_KEYWORD_REPLACE_MAPPINGS in config.json:",
      keywords.map(({ key }) => key),
    ),
    ...listOf(
      "Nobody gave these optional settings a value, so they are not in here; without them the code does as they describe:",
      left,
    ),
    ...(form === "action"
      ? ["", "Put the action into the Login flow afterwards; this folder does not change the flow."]
      : []),
  ];
  return `${lines.join("\n")}\n`;
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
