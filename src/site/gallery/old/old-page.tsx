import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { listOldIds, nameOldId } from "../../model/old-ids.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import { useArrival } from "../../router/use-arrival.ts";
import type { Search } from "../search/search.ts";
import type { GallerySite } from "../site.ts";
import { NoTemplate } from "../template/no-template.tsx";
import { OldList } from "./old-list.tsx";
import { OldTemplate } from "./old-template.tsx";

interface Props {
  readonly site: GallerySite;
  readonly gallery: ReadGallery;
  readonly search: Search;
  /** An id of the original repository; all of them are listed without one. */
  readonly id: string | undefined;
}

/** What became of the templates of the original repository, for people who come from there. */
export function OldPage({ site, gallery, search, id }: Props): JSX.Element {
  const { router } = site;
  const heading = useRef<HTMLHeadingElement>(null);
  const all = listOldIds(gallery, site.retired);
  const old = all.find((one) => one.id === id);
  useArrival(router, old ? nameOldId(old) : titleOf(id), heading);
  if (id === undefined) {
    return <OldList all={all} heading={heading} />;
  }
  if (old) {
    return <OldTemplate old={old} heading={heading} />;
  }
  return <NoTemplate router={router} id={id} gallery={gallery} search={search} heading={heading} />;
}

function titleOf(id: string | undefined): string {
  return id === undefined ? "Renamed and removed templates" : `No template “${id}”`;
}
