import type { GalleryTemplate } from "../../gallery/entry.ts";
import { isWebAddress } from "../../text/address.ts";
import { isReadable, markHidden } from "../../text/characters.ts";
import type { Setting } from "../../template/compile.ts";

/** A template as the gallery shows it: what `rules.json` lacks is empty here, and named. */
export interface ShownTemplate extends Readonly<Omit<GalleryTemplate, "examples" | "code">> {
  /** Empty where there is no rule. */
  readonly code: string;
  /** The fields that are missing or of another type. */
  readonly lacks: readonly string[];
  /** The fields that are longer than what is shown of them. */
  readonly cut: readonly string[];
  /** Whether code has characters that nobody sees; here they are written out. */
  readonly hasHidden: boolean;
}

/** A category of the gallery, in the gallery's order. */
export interface ShownCategory {
  readonly name: string;
  readonly label: string;
}

export interface ReadGallery {
  /** Each template once, in the order of the gallery. */
  readonly templates: readonly ShownTemplate[];
  readonly categories: readonly ShownCategory[];
  /** How many entries cannot be shown, because they have no id. */
  readonly leftOut: number;
  /** How many templates are not shown, because there are more than a page can search. */
  readonly beyond: number;
}

/** The most that is shown, in characters and in settings: more than any template needs. */
const most = { title: 200, text: 1_000, code: 200_000, settings: 100, values: 100 };

/** The most templates and categories that a page lists and searches without holding its reader up. */
export const mostTemplates = 10_000;
const mostCategories = 500;

/**
 * Reads what a `rules.json` holds. The file may come from anywhere, so nothing about it is taken for
 * granted: each text is a text here that hides nothing, each list a list, each address https. What is
 * longer than anybody would read is cut.
 *
 * @returns the gallery, or undefined if this is no list of categories
 */
export function readGallery(value: unknown): ReadGallery | undefined {
  if (!Array.isArray(value)) return undefined;
  const groups = value.filter(isRecord).filter(({ templates }) => Array.isArray(templates));
  if (groups.length === 0 && value.length > 0) return undefined;
  const categories = new Map<string, ShownCategory>();
  const templates = new Map<string, ShownTemplate>();
  let leftOut = value.length - groups.length;
  let beyond = 0;
  for (const group of groups) {
    const name = shortOf(group["name"]);
    if (name !== "" && categories.size < mostCategories)
      categories.set(name, { name, label: shortOf(group["label"]) || name });
    for (const item of listOf(group["templates"])) {
      if (templates.size >= mostTemplates) {
        beyond++;
        continue;
      }
      const template = isRecord(item) ? readTemplate(item, name) : undefined;
      if (!template) leftOut++;
      else if (!templates.has(template.id)) templates.set(template.id, template);
    }
  }
  return {
    templates: [...templates.values()],
    categories: [...categories.values()],
    leftOut,
    beyond,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function readTemplate(fields: Fields, category: string): ShownTemplate | undefined {
  const id = shortOf(fields["id"]);
  if (!isReadable(id)) return undefined;
  const title = shortOf(fields["title"]);
  const categories = shortsOf(fields["categories"]);
  const { outage } = fields;
  const code = readCode(fields["code"]);
  const action = readAction(fields["action"]);
  const service = readService(fields["service"]);
  const deprecated = readDeprecated(fields["deprecated"]);
  return {
    id,
    // Of blanks alone nobody would see that it is there.
    title: isReadable(title) ? title : id,
    overview: shortOf(fields["overview"], most.text),
    categories: categories.length > 0 || category === "" ? categories : [category],
    description: textOf(fields["description"]),
    code,
    configuration: readSettings(fields["configuration"]),
    ...((outage === "allow" || outage === "deny") && { outage }),
    ...(action && { action }),
    ...(service && { service }),
    ...(deprecated && { deprecated }),
    lacks: findLacks(fields),
    cut: findCut(fields),
    hasHidden: code !== codeOf(fields["code"]) || action?.code !== codeOfAction(fields["action"]),
  };
}

function findLacks(fields: Fields): string[] {
  const code = textOf(fields["no_rule"]) === "" ? ["code"] : [];
  const texts = ["title", "overview", "description", ...code];
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
    if (!settings.has(setting.key)) settings.set(setting.key, setting);
  }
  return [...settings.values()];
}

function readSetting(value: unknown): Setting[] {
  const fields = recordOf(value);
  const key = shortOf(fields["key"]);
  if (key === "") return [];
  const { default: standard } = fields;
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
    },
  ];
}

function readAction(value: unknown): GalleryTemplate["action"] {
  const { code, dependencies, secrets } = recordOf(value);
  if (textOf(code) === "") return undefined;
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
  if (textOf(name) === "") return undefined;
  return { name: shortOf(name), url: isWebAddress(textOf(url)) ? textOf(url) : "" };
}

function readDeprecated(value: unknown): GalleryTemplate["deprecated"] {
  if (!isRecord(value)) return undefined;
  const replacement = shortOf(value["replacement"]);
  return {
    reason: shortOf(value["reason"], most.text),
    ...(replacement !== "" && { replacement }),
  };
}

function isRecord(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A text that fits on a line or two, with nothing hidden in it. */
function shortOf(value: unknown, length = most.title): string {
  const text = textOf(value);
  return markHidden(text.length > length ? `${text.slice(0, length)}…` : text);
}

function shortsOf(value: unknown): string[] {
  return textsOf(value)
    .slice(0, most.values)
    .map((text) => shortOf(text));
}

function textsOf(value: unknown): string[] {
  return [...new Set(listOf(value).filter((item) => typeof item === "string"))];
}
