import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { findOldId, listOldIds, type RetiredId } from "../../model/old-ids.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import { writeAddress } from "../../router/address.ts";

interface Props {
  readonly query: string;
  readonly gallery: ReadGallery;
  readonly retired: readonly RetiredId[];
}

/** Where somebody looks for an id of the original repository: what became of it. */
export function OldResult({ query, gallery, retired }: Props): JSX.Element | null {
  const all = useMemo(() => listOldIds(gallery, retired), [gallery, retired]);
  const old = query === "" ? undefined : findOldId(query, all);
  if (!old) {
    return null;
  }
  return (
    <p class="old-result">
      <code>{old.id}</code>{" "}
      {old.kind === "replaced" ? (
        <>
          is now{" "}
          <a href={writeAddress({ page: "template", id: old.template.id })}>{old.template.title}</a>
        </>
      ) : (
        <>
          was retired. <a href={writeAddress({ page: "old", id: old.id })}>Why, and what instead</a>
        </>
      )}
    </p>
  );
}
