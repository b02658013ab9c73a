import { readGallery, type ReadGallery } from "../model/read-gallery.ts";

/** What came of loading `rules.json`. */
export type Loaded =
  | { readonly kind: "gallery"; readonly gallery: ReadGallery }
  | { readonly kind: "failed"; readonly message: string; readonly hint: string };

/** Loads a gallery. Whatever goes wrong is told in a sentence, with what to do. */
export async function loadGallery(url: string): Promise<Loaded> {
  let text;
  try {
    const response = await fetch(url);
    if (!response.ok) {
      const hint = "The file has to be there, beside this page or where the page looks for it.";
      return failed(`${url} cannot be loaded: the server answers ${response.status}.`, hint);
    }
    text = await response.text();
  } catch {
    const hint = "Is the server running, and may this page ask it?";
    return failed(`${url} cannot be loaded: there is no answer.`, hint);
  }
  return readText(url, text);
}

function readText(url: string, text: string): Loaded {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(`${url} is not JSON.`, `What the browser says: ${reason}`);
  }
  const gallery = readGallery(value);
  if (gallery) {
    return { kind: "gallery", gallery };
  }
  const hint = "It has to be a list of categories, each with a list of templates.";
  return failed(`${url} is not a gallery.`, hint);
}

function failed(message: string, hint: string): Loaded {
  return { kind: "failed", message, hint };
}
