import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ListPage } from "../gallery/list-page.tsx";
import { TemplatePage } from "../gallery/template-page.tsx";
import type { ReadGallery } from "../gallery/read-gallery.ts";
import { useSearch } from "../gallery/use-search.ts";
import { PlaygroundPage } from "../playground/playground-page.tsx";
import type { Address } from "./address.ts";
import type { Loaded } from "./load.ts";
import { Message } from "./message.tsx";
import type { Router } from "./router.ts";
import { Shell } from "./shell.tsx";
import type { Site } from "./site.ts";

interface Props {
  readonly site: Site;
  /** Undefined as long as the gallery is on its way. */
  readonly loaded: Loaded | undefined;
}

export function App({ site, loaded }: Props): JSX.Element {
  return (
    <Shell site={site}>
      {!loaded && <p class="loading">Loading the gallery…</p>}
      {loaded?.kind === "failed" && <Message title={loaded.message}>{loaded.hint}</Message>}
      {loaded?.kind === "gallery" && <Page site={site} gallery={loaded.gallery} />}
    </Shell>
  );
}

function Page({ site, gallery }: { readonly site: Site; readonly gallery: ReadGallery }) {
  const address = useAddress(site.router);
  const search = useSearch(gallery);
  switch (address.page) {
    case "list":
      return <ListPage site={site} gallery={gallery} search={search} filter={address.filter} />;
    case "playground":
      return <PlaygroundPage site={site} />;
    case "template":
      // A page of its own for each template, so that none begins as another was left.
      return (
        <TemplatePage
          key={address.id}
          site={site}
          gallery={gallery}
          search={search}
          address={address}
        />
      );
  }
}

function useAddress(router: Router): Address {
  const [address, setAddress] = useState(router.address);
  useEffect(
    () =>
      router.onChange(() => {
        setAddress(router.address);
      }),
    [router],
  );
  return address;
}
