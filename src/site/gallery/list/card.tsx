import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";
import { writeAddress } from "../../router/address.ts";
import type { Field, Hit } from "../search/search.ts";
import { splitAtFound } from "../search/words.ts";
import { Badges } from "./badges.tsx";

interface Props {
  readonly template: ShownTemplate;
  /** What a search has found in it. */
  readonly hit?: Hit | undefined;
  /** The level of its heading. */
  readonly heading?: "h2" | "h3";
}

/** A template in a list. The whole card is a link. */
export function Card({ template, hit, heading: Heading = "h2" }: Props): JSX.Element {
  const { id, title, overview, deprecated } = template;
  return (
    <li class={deprecated ? "card old" : "card"}>
      <Heading>
        <a id={`card-${id}`} href={writeAddress({ page: "template", id })}>
          <Found text={title} words={hit?.words} />
        </a>
      </Heading>
      <p class="overview">
        <Found text={overview} words={hit?.words} />
      </p>
      {hit && <Elsewhere fields={hit.fields} />}
      <Badges template={template} />
    </li>
  );
}

/** A text in which the words that were found are marked. */
function Found({ text, words }: { text: string; words: ReadonlySet<string> | undefined }) {
  if (!words) {
    return <>{text}</>;
  }
  const pieces = splitAtFound(text, words);
  return <>{pieces.map((piece) => (piece.found ? <mark>{piece.text}</mark> : piece.text))}</>;
}

const places: Readonly<Partial<Record<Field, string>>> = {
  settings: "settings",
  description: "description",
  code: "code",
};

/** Says where the words were found, if the card does not show it. */
function Elsewhere({ fields }: { readonly fields: ReadonlySet<Field> }) {
  const seen: Field[] = ["title", "overview", "service"];
  if (seen.some((field) => fields.has(field))) {
    return null;
  }
  const found = [...fields].flatMap((field) => places[field] ?? []);
  return found.length > 0 ? <p class="elsewhere">Found in its {found.join(" and ")}</p> : null;
}
