import type { JSX } from "preact";

import type { Address } from "../app/address.ts";
import { Message } from "../app/message.tsx";
import type { Router } from "../app/router.ts";
import type { ReadGallery } from "./read-gallery.ts";

interface Props {
  readonly router: Router;
  readonly gallery: ReadGallery;
  readonly address: Extract<Address, { page: "template" }>;
  readonly source: string;
}

/** All about one template. */
export function TemplatePage({ gallery, address }: Props): JSX.Element {
  const template = gallery.templates.find(({ id }) => id === address.id);
  if (!template) {
    return <Message title={`There is no template ${address.id}`}>Look for it in the list.</Message>;
  }
  return (
    <article class="template">
      <h1>{template.title}</h1>
      <p>{template.overview}</p>
      <pre>{template.action?.code ?? template.code}</pre>
    </article>
  );
}
