import type { JSX, RefObject } from "preact";

import { labelOfValue } from "../../model/facets.ts";
import { choose, noFilter } from "../../model/filter.ts";
import { mainCollectionOf } from "../../model/collections.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import { home, writeAddress } from "../../router/address.ts";
import type { Router } from "../../router/router.ts";
import { FactsLine } from "./facts-line.tsx";

interface Props {
  readonly router: Router;
  readonly template: ShownTemplate;
  readonly gallery: ReadGallery;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** What a template is, and what a reader has to know before using it. */
export function TemplateHeader({ router, template, gallery, heading }: Props): JSX.Element {
  return (
    <header>
      <Crumbs router={router} template={template} />
      <h1 ref={heading} tabIndex={-1}>
        {template.title}
      </h1>
      <p class="lead">{template.overview}</p>
      <FactsLine template={template} />
      <Deprecation template={template} gallery={gallery} />
      <Lacks template={template} />
      <Hidden template={template} />
    </header>
  );
}

/**
 * Leads back to the list as it was left, where a list led here, and to the template's collection.
 */
function Crumbs({ router, template }: Pick<Props, "router" | "template">) {
  const collection = mainCollectionOf(template);
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <a
        href={writeAddress(home)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) {
            return;
          }
          event.preventDefault();
          router.leave(home);
        }}
      >
        Templates
      </a>
      {collection !== undefined && (
        <>
          {" / "}
          <a
            href={writeAddress({
              page: "list",
              filter: choose(noFilter, "collection", collection),
            })}
          >
            {labelOfValue("collection", collection)}
          </a>
        </>
      )}
    </nav>
  );
}

/** Tells that a template is kept as a reference only, and leads to its replacement. */
function Deprecation({ template: { deprecated }, gallery }: Pick<Props, "template" | "gallery">) {
  if (!deprecated) {
    return null;
  }
  const { reason, replacement } = deprecated;
  const next = gallery.templates.find(({ id }) => id === replacement);
  return (
    <p class="notice warn" role="note">
      <strong>Deprecated.</strong> {reason}
      {next && (
        <>
          {" "}
          Use <a href={writeAddress({ page: "template", id: next.id })}>{next.title}</a> instead.
        </>
      )}
    </p>
  );
}

function Lacks({ template: { lacks, cut } }: Pick<Props, "template">) {
  if (lacks.length + cut.length === 0) {
    return null;
  }
  return (
    <p class="notice" role="note">
      This is not all of it.
      {lacks.length > 0 && ` rules.json has no ${listWords(lacks)} for this template.`}
      {cut.length > 0 && ` Too long to be shown in full: ${listWords(cut)}.`}
    </p>
  );
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}

/** Code that hides something is not to be pasted unread. */
function Hidden({ template: { hasHidden } }: Pick<Props, "template">) {
  if (!hasHidden) {
    return null;
  }
  return (
    <p class="notice warn" role="alert">
      The code of this template has invisible characters. They are written out, such as{" "}
      <code>⟨U+200B⟩</code>, here and in what you copy. Find out why before you use it.
    </p>
  );
}
