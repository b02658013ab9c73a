import type { GalleryTemplate } from "../gallery/entry.ts";
import type { Setting } from "../template/template.ts";
import type { DeployedAction, DeployedSetting } from "./deployment.ts";

/** What is exported of a template. */
export type ExportedTemplate = Readonly<
  Pick<GalleryTemplate, "title" | "configuration" | "action">
>;

/** Values that a person has given, by key. */
export type Values = Readonly<Record<string, string>>;

/** What becomes of settings. */
interface Settled {
  readonly settings: readonly DeployedSetting[];
  readonly left: readonly string[];
}

/** The action of a template as a tenant is to have it. */
export function deployTemplate({ title, configuration, action }: ExportedTemplate, values: Values) {
  const read = configuration.filter(({ key }) => action?.secrets.includes(key) === true);
  const deployed: DeployedAction = {
    name: title,
    code: action?.code ?? "",
    dependencies: action?.dependencies ?? [],
    ...settle(read, values),
    isBound: true,
  };
  return deployed;
}

/**
 * Gives settings their values: what a person has given, or the default. A secret has none, whatever
 * was given, and is filled in when the files are deployed. Without a value, an optional setting is
 * left out.
 */
export function settle(configuration: readonly Setting[], values: Values): Settled {
  const settings: DeployedSetting[] = [];
  const left: string[] = [];
  for (const { key, description, secret, required, default: usual = "" } of configuration) {
    const given = values[key] ?? "";
    const value = given === "" ? usual : given;
    if (value === "" && !required) {
      left.push(key);
    } else if (secret || value === "") {
      settings.push({ key, description });
    } else {
      settings.push({ key, description, value });
    }
  }
  return { settings, left };
}
