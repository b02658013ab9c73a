import type { GalleryTemplate } from "../../gallery/entry.ts";
import type { Setting } from "../../template/compile.ts";

/** A template as the gallery shows it: what `rules.json` lacks is empty here, and named. */
export interface ShownTemplate extends Readonly<GalleryTemplate> {
  /** The fields that are missing or of another type. */
  readonly lacks: readonly string[];
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
}

/**
 * Reads what a `rules.json` holds. The file may come from anywhere, so nothing about it is taken for
 * granted: each text is text here, each list a list, each address https.
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
  for (const group of groups) {
    const name = textOf(group["name"]);
    if (name !== "") categories.set(name, { name, label: textOf(group["label"]) || name });
    for (const item of listOf(group["templates"])) {
      const template = isRecord(item) ? readTemplate(item, name) : undefined;
      if (!template) leftOut++;
      else if (!templates.has(template.id)) templates.set(template.id, template);
    }
  }
  return { templates: [...templates.values()], categories: [...categories.values()], leftOut };
}

type Fields = Readonly<Record<string, unknown>>;

function readTemplate(fields: Fields, category: string): ShownTemplate | undefined {
  const id = textOf(fields["id"]);
  if (id === "") return undefined;
  const texts = ["title", "overview", "description", "code"];
  const lacks = texts.filter((name) => textOf(fields[name]) === "");
  for (const name of ["categories", "configuration"]) {
    if (!Array.isArray(fields[name])) lacks.push(name);
  }
  const categories = textsOf(fields["categories"]);
  const { outage } = fields;
  const action = readAction(fields["action"]);
  const service = readService(fields["service"]);
  const deprecated = readDeprecated(fields["deprecated"]);
  return {
    id,
    title: textOf(fields["title"]) || id,
    overview: textOf(fields["overview"]),
    categories: categories.length > 0 || category === "" ? categories : [category],
    description: textOf(fields["description"]),
    code: textOf(fields["code"]),
    configuration: readSettings(fields["configuration"]),
    ...((outage === "allow" || outage === "deny") && { outage }),
    ...(action && { action }),
    ...(service && { service }),
    ...(deprecated && { deprecated }),
    lacks,
  };
}

/** The settings, each key once: a form has one field for it. */
function readSettings(value: unknown): Setting[] {
  const settings = new Map<string, Setting>();
  for (const setting of listOf(value).flatMap(readSetting)) {
    if (!settings.has(setting.key)) settings.set(setting.key, setting);
  }
  return [...settings.values()];
}

function readSetting(value: unknown): Setting[] {
  const fields = recordOf(value);
  const key = textOf(fields["key"]);
  if (key === "") return [];
  const { default: standard } = fields;
  const values = textsOf(fields["values"]);
  return [
    {
      key,
      description: textOf(fields["description"]),
      required: fields["required"] !== false,
      // What nobody says is no secret is taken for one.
      secret: fields["secret"] !== false,
      ...(typeof standard === "string" && { default: standard }),
      ...(values.length > 0 && { values }),
    },
  ];
}

function readAction(value: unknown): GalleryTemplate["action"] {
  const { code, dependencies, secrets } = recordOf(value);
  if (textOf(code) === "") return undefined;
  return {
    trigger: "post-login",
    code: textOf(code),
    dependencies: listOf(dependencies).map((item) => {
      const { name, version } = recordOf(item);
      return { name: textOf(name), version: textOf(version) };
    }),
    secrets: textsOf(secrets),
  };
}

function readService(value: unknown): GalleryTemplate["service"] {
  const { name, url } = recordOf(value);
  if (textOf(name) === "") return undefined;
  return { name: textOf(name), url: isHttps(textOf(url)) ? textOf(url) : "" };
}

function readDeprecated(value: unknown): GalleryTemplate["deprecated"] {
  if (!isRecord(value)) return undefined;
  const replacement = textOf(value["replacement"]);
  return { reason: textOf(value["reason"]), ...(replacement !== "" && { replacement }) };
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
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

function textsOf(value: unknown): string[] {
  return [...new Set(listOf(value).filter((item) => typeof item === "string"))];
}
