import type { JSX } from "preact";

import type { ReadGallery } from "../../model/read-gallery.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import { Card } from "../list/card.tsx";
import { findRelated } from "./related.ts";

interface Props {
  readonly template: ShownTemplate;
  readonly gallery: ReadGallery;
}

/** Templates that a reader of this one may want to see, too. */
export function RelatedList({ template, gallery }: Props): JSX.Element | null {
  const related = findRelated(template, gallery.templates);
  if (related.length === 0) {
    return null;
  }
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related">Related templates</h2>
      <ul class="cards">
        {related.map((one) => (
          <Card key={one.id} template={one} heading="h3" />
        ))}
      </ul>
    </section>
  );
}
