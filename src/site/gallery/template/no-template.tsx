import type { JSX, RefObject } from "preact";

import { nearestWord } from "../../../text/nearest.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import { noFilter } from "../../model/filter.ts";
import { writeAddress } from "../../router/address.ts";
import type { Router } from "../../router/router.ts";
import { SearchBox } from "../list/search-box.tsx";
import type { Search } from "../search/search.ts";

interface Props {
  readonly router: Router;
  readonly id: string;
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** Says in the place of a template that there is none, and which ones are like it. */
export function NoTemplate({ router, id, gallery, search, heading }: Props): JSX.Element {
  const found = findNear(id, gallery, search);
  return (
    <div class="message">
      <h1 ref={heading} tabIndex={-1}>
        No template “{id}”
      </h1>
      {found.length > 0 && (
        <>
          <p>Did you mean</p>
          <ul>
            {found.map((template) => (
              <li key={template.id}>
                <a href={writeAddress({ page: "template", id: template.id })}>{template.title}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <SearchBox router={router} filter={noFilter} />
    </div>
  );
}

/** Templates that are shown, at most. */
const most = 5;

function findNear(id: string, { templates }: ReadGallery, search: Search) {
  const words = id.replaceAll("-", " ");
  const queries = [words, ...search.suggest(words)];
  const byId = new Map(templates.map((template) => [template.id, template]));
  const found = queries.flatMap((query) => search.find(query)).map((hit) => hit.id);
  const nearest = nearestWord(id, byId.keys());
  const ids = new Set([...(nearest === undefined ? [] : [nearest]), ...found]);
  return [...ids].flatMap((near) => byId.get(near) ?? []).slice(0, most);
}
