import type { JSX } from "preact";

import type { Place } from "../draft/place.ts";

interface Props {
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

/** Names a place in the code, and leads there. */
export function PlaceButton({ place, onPlace }: Props): JSX.Element {
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        onPlace(place);
      }}
    >
      line {place.line}, column {place.column}
    </button>
  );
}
