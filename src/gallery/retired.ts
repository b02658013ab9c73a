import type { PlacedId } from "../template/template.ts";
import { readPlacedJson } from "../template/placed-json.ts";
import { isProblem, type Problem } from "../template/problem.ts";
import { schemaProblem, type DataKind } from "../template/schema-problem.ts";
import { decodeSource } from "../template/source.ts";
import { validateRetired } from "../template/validators.ts";
import type { Place } from "../text/places.ts";

/** An id that the original repository used and that nothing replaces, as the file lists it. */
export interface RetiredId {
  readonly id: string;
  /** One sentence. */
  readonly reason: string;
  /** The id of the template that comes closest. */
  readonly replacement?: string;
}

/** The content of the file, and where its ids stand. */
export interface RetiredList {
  readonly file: string;
  readonly retired: readonly PlacedRetiredId[];
  /** Nothing of it is in `rules.json`. */
  readonly json: Uint8Array;
}

export interface PlacedRetiredId extends PlacedId {
  readonly replacement?: PlacedId;
}

const inList: DataKind = { root: "the file", notation: "json" };

/** Reads the list of retired ids, or says what keeps it from being one. */
export function compileRetired(file: string, bytes: Uint8Array): RetiredList | Problem[] {
  const source = decodeSource(file, bytes);
  if (isProblem(source)) {
    return [source];
  }
  const range = { start: 0, end: source.text.length };
  const data = readPlacedJson(source, { range, code: "retired-syntax" });
  if (Array.isArray(data)) {
    return data;
  }
  if (!validateRetired(data.value)) {
    const errors = validateRetired.errors ?? [];
    return errors.map((error) => schemaProblem(data, error, inList));
  }
  const placeAt = (...path: (string | number)[]): Place => source.place(data.valueAt(path));
  // The validator has found nothing else.
  const retired = (data.value as RetiredId[]).map(({ id, replacement }, index) => ({
    id,
    place: placeAt(index, "id"),
    ...(replacement !== undefined && {
      replacement: { id: replacement, place: placeAt(index, "replacement") },
    }),
  }));
  return { file, retired, json: new Uint8Array() };
}
