import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ListPage } from "../gallery/list-page.tsx";
import { TemplatePage } from "../gallery/template-page.tsx";
import type { Loaded } from "./load.ts";
import { Message } from "./message.tsx";
import type { Address } from "./address.ts";
import type { Router } from "./router.ts";
import { Shell } from "./shell.tsx";

interface Props {
  readonly router: Router;
  /** Undefined as long as the gallery is on its way. */
  readonly loaded: Loaded | undefined;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
}

export function App({ router, loaded, source }: Props): JSX.Element {
  const address = useAddress(router);
  return (
    <Shell router={router}>
      <Page router={router} loaded={loaded} source={source} address={address} />
    </Shell>
  );
}

function Page({ router, loaded, source, address }: Props & { readonly address: Address }) {
  if (!loaded) return <p class="loading">Loading the gallery…</p>;
  if (loaded.kind === "failed") return <Message title={loaded.message}>{loaded.hint}</Message>;
  const { gallery } = loaded;
  switch (address.page) {
    case "list":
      return <ListPage router={router} gallery={gallery} filter={address.filter} />;
    case "template":
      return <TemplatePage router={router} gallery={gallery} address={address} source={source} />;
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
