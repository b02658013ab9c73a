import type { JSX } from "preact";

import { writeAddress } from "../app/address.ts";
import type { Router } from "../app/router.ts";
import { matches, type Filter } from "./filter.ts";
import type { ReadGallery } from "./read-gallery.ts";

interface Props {
  readonly router: Router;
  readonly gallery: ReadGallery;
  readonly filter: Filter;
}

/** The list of templates, narrowed by words and facets. */
export function ListPage({ gallery, filter }: Props): JSX.Element {
  const found = gallery.templates.filter((template) => matches(template, filter));
  return (
    <ul class="cards">
      {found.map(({ id, title, overview }) => (
        <li key={id} class="card">
          <a href={writeAddress({ page: "template", id })}>{title}</a>
          <p>{overview}</p>
        </li>
      ))}
    </ul>
  );
}
