import type { ServerResponse } from "node:http";
import { inject } from "vitest";

import { serveFolder } from "../../../scripts/site/serve.js";

/** A page of the site's origin with nothing on it. */
const blank = "blank.html";

/** The built site, served from a path below the root of its host. */
export interface ServedSite {
  readonly url: string;
  /** The address of a page of the same origin with nothing on it. */
  readonly blank: string;
  /** All requests that came, each as method and path. */
  readonly requests: string[];
  /** Sets what is answered for `rules.json`: a text, or the status of an error. */
  readonly setGallery: (gallery: string | number) => void;
  readonly close: () => Promise<void>;
}

/**
 * Serves the built site.
 *
 * @param areFilesKept whether the host lets browsers keep the files that are named after their
 * content
 */
export async function serveSite(areFilesKept: boolean): Promise<ServedSite> {
  let gallery: string | number = 404;
  const answerGallery = (response: ServerResponse) => {
    if (typeof gallery === "number") {
      response.writeHead(gallery).end();
    } else {
      response.writeHead(200, { "Content-Type": "application/json" }).end(gallery);
    }
  };
  const served = await serveFolder({
    folder: inject("siteFolder"),
    base: "/some/where/",
    intercept: (name, response) => {
      if (areFilesKept && name.startsWith("assets/")) {
        response.setHeader("Cache-Control", "max-age=31536000, immutable");
      }
      if (name === "rules.json") {
        answerGallery(response);
      } else if (name === blank) {
        response
          .writeHead(200, { "Content-Type": "text/html" })
          .end('<link rel="icon" href="data:,">');
      }
      return name === "rules.json" || name === blank;
    },
  });
  return {
    ...served,
    blank: served.url + blank,
    setGallery: (changed) => {
      gallery = changed;
    },
  };
}
