import type { Place } from "../text/places.ts";
import type { PlacedId, Setting, Template } from "../template/template.ts";
import type { Example } from "../template/examples/example.ts";
import { validateTemplate } from "../template/validators.ts";
import { renderJson } from "./json.ts";

/** A template as `rules.json` holds it. */
export interface GalleryTemplate {
  /** Stable name of the template. */
  id: string;
  /** A rule may be saved under it. */
  title: string;
  /** One sentence for a card. */
  overview: string;
  categories: string[];
  /** HTML that is safe to insert into a page. */
  description: string;
  /** The rule: one function (user, context, callback). Absent where `no_rule` says why. */
  code?: string;
  no_rule?: string;
  /** The settings, for a form. */
  configuration: Setting[];
  /** Logins on which the template shows what it does, the most telling one first. */
  examples: Example[];
  /** What a login does while the service that the template calls fails. */
  outage?: "allow" | "deny";
  /** A post-login Action that does the same as the rule. */
  action?: {
    trigger: "post-login";
    code: string;
    dependencies: { name: string; version: string }[];
    /** The keys of `configuration` that it reads from `event.secrets`. */
    secrets: string[];
  };
  /** Why there is no action. */
  no_action?: string;
  /** The third party that the template works with. */
  service?: { name: string; url: string };
  /** Ids that the original repository used, whose job this template does. */
  replaces?: string[];
  /** Present on a template that is kept only as a reference. */
  deprecated?: { reason: string; replacement?: string };
}

/** A category of `rules.json`, with its templates by id. */
export interface GalleryCategory {
  name: string;
  label: string;
  overview: string;
  templates: GalleryTemplate[];
}

/** The content of `rules.json`: categories in the order of a gallery. */
export type Gallery = GalleryCategory[];

/**
 * A template ready for the gallery, and what is needed to order it and to hold it against others.
 */
export interface Entry {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly titlePlace: Place;
  readonly categories: readonly string[];
  readonly gallery: boolean;
  readonly replacement?: PlacedId;
  readonly replaces: readonly PlacedId[];
  /** The template as it stands in `rules.json`, indented for its place there. */
  readonly json: Uint8Array;
}

/**
 * Makes the entry of a template. Throws if the template breaks the published schema: a fault of
 * ours.
 */
export function renderEntry(template: Template): Entry {
  const shown = toGallery(template);
  if (!validateTemplate(shown)) {
    throw new Error(`${template.file}: ${JSON.stringify(validateTemplate.errors)}`);
  }
  const { id, file, title, titlePlace, categories, gallery, replaces } = template;
  const { deprecated, replacementPlace } = template;
  const replacement = deprecated?.replacement;
  return {
    id,
    file,
    title,
    titlePlace,
    categories,
    gallery,
    replaces,
    ...(replacement !== undefined &&
      replacementPlace && { replacement: { id: replacement, place: replacementPlace } }),
    json: renderJson(shown),
  };
}

/** The keys in the order in which they stand in the file. */
function toGallery(template: Template): GalleryTemplate {
  const {
    rule,
    no_rule: noRule,
    outage,
    action,
    no_action: noAction,
    service,
    replaces,
    deprecated,
  } = template;
  return {
    id: template.id,
    title: template.title,
    overview: template.overview,
    categories: [...template.categories],
    description: template.description,
    ...(rule && { code: rule.code }),
    ...(noRule !== undefined && { no_rule: noRule }),
    configuration: [...template.configuration],
    examples: [...template.examples],
    ...(outage && { outage }),
    ...(action && {
      action: {
        trigger: "post-login",
        code: action.code,
        dependencies: [...action.dependencies],
        secrets: [...action.secrets],
      },
    }),
    ...(noAction !== undefined && { no_action: noAction }),
    ...(service && { service: { name: service.name, url: service.url } }),
    ...(replaces.length > 0 && { replaces: replaces.map(({ id }) => id) }),
    ...(deprecated && {
      deprecated: {
        reason: deprecated.reason,
        ...(deprecated.replacement !== undefined && { replacement: deprecated.replacement }),
      },
    }),
  };
}
