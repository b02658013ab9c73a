import type { JSX } from "preact";

import { writeAddress } from "../app/address.ts";
import { Badges } from "./badges.tsx";
import type { ReadGallery } from "./read-gallery.ts";
import type { Result } from "./results.ts";
import type { Field } from "./search.ts";
import { splitAtFound } from "./words.ts";

interface Props {
  readonly result: Result;
  readonly gallery: ReadGallery;
  /** Whether this is the gallery whose templates the repository tests. */
  readonly isTested: boolean;
}

/** A template in a list. */
export function Card({ result: { template, hit }, gallery, isTested }: Props): JSX.Element {
  const { id, title, overview, categories, service, deprecated } = template;
  const labels = categories.map((name) => labelOf(name, gallery));
  return (
    <li class={deprecated ? "card old" : "card"}>
      <p class="kicker">{[...labels, ...(service ? [service.name] : [])].join(" · ")}</p>
      <h2>
        <a id={`card-${id}`} href={writeAddress({ page: "template", id })}>
          <Found text={title} words={hit?.words} />
        </a>
      </h2>
      <p class="overview">
        <Found text={overview} words={hit?.words} />
      </p>
      {hit && <Elsewhere fields={hit.fields} />}
      <Badges template={template} isTested={isTested} />
    </li>
  );
}

export function labelOf(category: string, { categories }: ReadGallery): string {
  return categories.find(({ name }) => name === category)?.label ?? category;
}

/** A text in which the words that were found are marked. */
function Found({ text, words }: { text: string; words: ReadonlySet<string> | undefined }) {
  if (!words) return <>{text}</>;
  const pieces = splitAtFound(text, words);
  return <>{pieces.map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>;
}

const places: Readonly<Partial<Record<Field, string>>> = {
  settings: "the settings",
  description: "the description",
  code: "the code",
};

/** Says where the words were found, if the card does not show it. */
function Elsewhere({ fields }: { readonly fields: ReadonlySet<Field> }) {
  const seen: Field[] = ["title", "categories", "overview", "service"];
  if (seen.some((field) => fields.has(field))) return null;
  const found = [...fields].flatMap((field) => places[field] ?? []);
  return found.length > 0 ? <p class="elsewhere">Found in {found.join(" and ")}</p> : null;
}
