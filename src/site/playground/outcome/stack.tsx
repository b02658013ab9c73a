import type { JSX } from "preact";

import type { Form } from "../../../script/form/form.ts";
import type { Place } from "../draft/place.ts";
import { PlaceButton } from "./place-button.tsx";
import { placesIn } from "./words/places-in.ts";
import { fileOf } from "../run/prepare.ts";

interface Props {
  readonly stack: string;
  readonly form: Form;
  readonly onPlace: (place: Place) => void;
}

/** Where an error came from, a line for each call in the reader's code. */
export function Stack({ stack, form, onPlace }: Props): JSX.Element | null {
  const places = placesIn(stack, fileOf(form));
  if (places.length === 0) {
    return null;
  }
  return (
    <ul class="stack">
      {places.map(({ name, ...place }, index) => (
        <li key={index}>
          <PlaceButton place={place} onPlace={onPlace} />
          {name !== "" && (
            <>
              {" "}
              in <code>{name}</code>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
