import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ListPage } from "../gallery/list/list-page.tsx";
import { OldPage } from "../gallery/old/old-page.tsx";
import { TemplatePage } from "../gallery/template/template-page.tsx";
import { useSearch } from "../gallery/search/use-search.ts";
import type { ReadGallery } from "../model/read-gallery.ts";
import { MigratePage } from "../migrate/migrate-page.tsx";
import { PlaygroundPage } from "../playground/playground-page.tsx";
import { TryIt } from "../playground/try-it.tsx";
import type { Address } from "../router/address.ts";
import type { Router } from "../router/router.ts";
import { Message } from "../ui/message.tsx";
import type { Loaded } from "./load.ts";
import { Shell } from "./shell.tsx";
import type { Site } from "./site.ts";

interface Props {
  readonly site: Site;
  /** Undefined as long as the gallery is on its way. */
  readonly loaded: Loaded | undefined;
}

export function App({ site, loaded }: Props): JSX.Element {
  const address = useAddress(site.router);
  return (
    <Shell site={site} address={address}>
      {!loaded && <p class="loading">Loading the gallery…</p>}
      {loaded?.kind === "failed" && <Message title={loaded.message}>{loaded.hint}</Message>}
      {loaded?.kind === "gallery" && (
        <Page site={site} address={address} gallery={loaded.gallery} />
      )}
    </Shell>
  );
}

interface PageProps {
  readonly site: Site;
  readonly address: Address;
  readonly gallery: ReadGallery;
}

function Page({ site, address, gallery }: PageProps) {
  const search = useSearch(gallery);
  const common = { site, gallery, search };
  switch (address.page) {
    case "list":
      return <ListPage {...common} filter={address.filter} />;
    case "playground":
      return <PlaygroundPage site={site} />;
    case "migrate":
      return <MigratePage site={site} />;
    case "old":
      return <OldPage key={address.id} {...common} id={address.id} />;
    case "template":
      // A page of its own for each template, so that none begins as another was left.
      return (
        <TemplatePage
          key={address.id}
          {...common}
          address={address}
          tryIt={(template, request) => <TryIt site={site} template={template} request={request} />}
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
