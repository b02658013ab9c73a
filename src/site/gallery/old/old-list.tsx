import type { JSX, RefObject } from "preact";

import type { OldId } from "../../model/old-ids.ts";
import { writeAddress } from "../../router/address.ts";

interface Props {
  readonly all: readonly OldId[];
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** All ids of the original repository that are not the id of a template any more. */
export function OldList({ all, heading }: Props): JSX.Element {
  return (
    <div class="old-list">
      <h1 ref={heading} tabIndex={-1}>
        Renamed and removed templates
      </h1>
      <p class="lead">
        What became of the templates of Auth0’s own Rules gallery that are not here under their old
        id.
      </p>
      {all.length === 0 ? (
        <p class="note">All of them are here under their old id.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Old id</th>
              <th scope="col">Now</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {all.map((old) => (
              <Row key={old.id} old={old} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Row({ old }: { readonly old: OldId }) {
  const { id, kind, template } = old;
  return (
    <tr>
      <th scope="row">
        <a href={writeAddress({ page: "old", id })}>
          <code>{id}</code>
        </a>
      </th>
      <td>
        {template ? (
          <a href={writeAddress({ page: "template", id: template.id })}>{template.title}</a>
        ) : (
          "Retired"
        )}
      </td>
      <td>{kind === "retired" ? old.reason : "It does what the old template did."}</td>
    </tr>
  );
}
