import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { isCut, sanitize } from "./sanitize.ts";

/** The description of a template, whose HTML is not trusted. */
export function Description({ html }: { readonly html: string }): JSX.Element | null {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(sanitize(html));
  }, [html]);
  if (html === "") return null;
  return (
    <section aria-label="Description">
      <div ref={place} class="prose" />
      {isCut(html) && <p class="note">The description is too long to be shown whole.</p>}
    </section>
  );
}
