import type { GalleryTemplate } from "../../src/gallery/entry.ts";
import { readGallery, type ReadGallery } from "../../src/site/model/read-gallery.ts";
import { readTemplate, type ShownTemplate } from "../../src/site/model/read-template.ts";
import { createSearch, type Search } from "../../src/site/gallery/search/search.ts";
import { aGalleryTemplate, renderTemplates } from "./support/galleries.ts";

/** A template as the gallery shows it. */
export function aShownTemplate(changes: Partial<GalleryTemplate> = {}): ShownTemplate {
  const template = readTemplate({ ...aGalleryTemplate(changes) }, "");
  if (!template) {
    throw new Error("the sample is no template");
  }
  return template;
}

/** A gallery of these templates. */
export function aGallery(...templates: readonly Partial<GalleryTemplate>[]): ReadGallery {
  const full = templates.map((changes, index) => aGalleryTemplate({ id: `t${index}`, ...changes }));
  const gallery = readGallery(JSON.parse(renderTemplates(full)));
  if (!gallery) {
    throw new Error("the sample is no gallery");
  }
  return gallery;
}

/** A search that has read all templates. */
export function aSearch({ templates }: ReadGallery): Search {
  const search = createSearch(templates);
  search.readFor(Infinity);
  return search;
}
