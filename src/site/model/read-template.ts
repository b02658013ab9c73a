import { isRecord } from "../../text/plain-data.ts";
import type { GalleryTemplate } from "../../gallery/entry.ts";
import { isWebAddress } from "../../text/address.ts";
import { isReadable, markHidden } from "../../text/characters.ts";
import type { Setting } from "../../template/template.ts";
import { collectionsOf, isRedirecting } from "./collections.ts";
import { isPattern } from "./pattern.ts";
import { readExamples, type ShownExample } from "./read-example.ts";
import {
  listOf,
  most,
  recordOf,
  shortOf,
  shortsOf,
  textOf,
  textsOf,
  type Fields,
} from "./read-fields.ts";

/** A template as the gallery shows it: what `rules.json` lacks is empty here, and named. */
export interface ShownTemplate extends Readonly<
  Omit<GalleryTemplate, "code" | "examples" | "no_rule" | "no_action" | "replaces">
> {
  /** Empty where there is no rule. */
  readonly code: string;
  readonly examples: readonly ShownExample[];
  /** Why there is no rule, or no action; empty where nobody says. */
  readonly noRule: string;
  readonly noAction: string;
  /** The ids of the original repository whose job it does. */
  readonly replaces: readonly string[];
  /** The names of the collections that it is in. */
  readonly collections: readonly string[];
  /** Whether it sends users elsewhere in the middle of a login. */
  readonly redirects: boolean;
  /** The fields that are missing or of another type. */
  readonly lacks: readonly string[];
  /** The fields that are longer than what is shown of them. */
  readonly cut: readonly string[];
  /** Whether code has characters that nobody sees; here they are written out. */
  readonly hasHidden: boolean;
}

/** A template, or nothing where it has no id that can be read. */
export function readTemplate(fields: Fields, category: string): ShownTemplate | undefined {
  const id = shortOf(fields["id"]);
  if (!isReadable(id)) {
    return undefined;
  }
  const title = shortOf(fields["title"]);
  const categories = shortsOf(fields["categories"]);
  const { outage } = fields;
  const code = readCode(fields["code"]);
  const action = readAction(fields["action"]);
  const service = readService(fields["service"]);
  const deprecated = readDeprecated(fields["deprecated"]);
  const sorted = {
    categories: categories.length > 0 || category === "" ? categories : [category],
    code,
    ...(action && { action }),
  };
  return {
    ...sorted,
    id,
    // Of blanks alone nobody would see that it is there.
    title: isReadable(title) ? title : id,
    overview: shortOf(fields["overview"], most.text),
    description: textOf(fields["description"]),
    configuration: readSettings(fields["configuration"]),
    examples: readExamples(fields["examples"]),
    noRule: shortOf(fields["no_rule"], most.text),
    noAction: shortOf(fields["no_action"], most.text),
    replaces: shortsOf(fields["replaces"]),
    ...((outage === "allow" || outage === "deny") && { outage }),
    ...(service && { service }),
    ...(deprecated && { deprecated }),
    collections: collectionsOf(sorted),
    redirects: isRedirecting(sorted),
    lacks: findLacks(fields),
    cut: findCut(fields),
    hasHidden: code !== codeOf(fields["code"]) || action?.code !== codeOfAction(fields["action"]),
  };
}

function findLacks(fields: Fields): string[] {
  const hasReason = textOf(fields["no_rule"]) !== "";
  const texts = ["title", "overview", "description", ...(hasReason ? [] : ["code"])];
  const lists = ["categories", "configuration"];
  return [
    ...texts.filter((name) => textOf(fields[name]) === ""),
    ...lists.filter((name) => !Array.isArray(fields[name])),
  ];
}

function findCut(fields: Fields): string[] {
  const action = recordOf(fields["action"])["code"];
  const found = {
    title: textOf(fields["title"]).length > most.title,
    overview: textOf(fields["overview"]).length > most.text,
    rule: textOf(fields["code"]).length > most.code,
    action: textOf(action).length > most.code,
    settings: listOf(fields["configuration"]).length > most.settings,
  };
  return Object.entries(found).flatMap(([name, isCut]) => (isCut ? name : []));
}

/** The settings, each key once: a form has one field for it. */
function readSettings(value: unknown): Setting[] {
  const settings = new Map<string, Setting>();
  for (const setting of listOf(value).slice(0, most.settings).flatMap(readSetting)) {
    if (!settings.has(setting.key)) {
      settings.set(setting.key, setting);
    }
  }
  return [...settings.values()];
}

function readSetting(value: unknown): Setting[] {
  const fields = recordOf(value);
  const key = shortOf(fields["key"]);
  if (key === "") {
    return [];
  }
  const { default: standard, example, pattern } = fields;
  const values = textsOf(fields["values"]).slice(0, most.values);
  return [
    {
      key,
      description: shortOf(fields["description"], most.text),
      required: fields["required"] !== false,
      // What nobody says is no secret is taken for one.
      secret: fields["secret"] !== false,
      ...(typeof standard === "string" && { default: shortOf(standard, most.text) }),
      ...(values.length > 0 && { values: values.map((one) => shortOf(one, most.text)) }),
      ...(typeof example === "string" && { example: shortOf(example, most.text) }),
      ...(typeof pattern === "string" && isPattern(pattern) && { pattern }),
    },
  ];
}

function readAction(value: unknown): GalleryTemplate["action"] {
  const { code, dependencies, secrets } = recordOf(value);
  if (textOf(code) === "") {
    return undefined;
  }
  return {
    trigger: "post-login",
    code: readCode(code),
    dependencies: listOf(dependencies)
      .slice(0, most.values)
      .map((item) => {
        const { name, version } = recordOf(item);
        return { name: shortOf(name), version: shortOf(version) };
      }),
    secrets: shortsOf(secrets),
  };
}

function codeOfAction(value: unknown): string | undefined {
  const { code } = recordOf(value);
  return textOf(code) === "" ? undefined : codeOf(code);
}

/** Nobody reads code beyond what the platform takes, and a part of it would be other code. */
function readCode(value: unknown): string {
  return markHidden(codeOf(value));
}

function codeOf(value: unknown): string {
  const code = textOf(value);
  return code.length > most.code ? "" : code.replaceAll("\r\n", "\n");
}

function readService(value: unknown): GalleryTemplate["service"] {
  const { name, url } = recordOf(value);
  if (textOf(name) === "") {
    return undefined;
  }
  return { name: shortOf(name), url: isWebAddress(textOf(url)) ? textOf(url) : "" };
}

function readDeprecated(value: unknown): GalleryTemplate["deprecated"] {
  if (!isRecord(value)) {
    return undefined;
  }
  const replacement = shortOf(value["replacement"]);
  return {
    reason: shortOf(value["reason"], most.text),
    ...(replacement !== "" && { replacement }),
  };
}
