import { withValue, type Path } from "../places.ts";
import type { Json, Trial } from "../trial.ts";
import { canBe, canBeAbsent } from "./domain.ts";
import { withListsOf } from "./sample.ts";

/** Something of a login that is to be another; it is taken away if the value is undefined. */
export interface Change {
  readonly path: Path;
  readonly value: Json | undefined;
}

/** A login with a change, or as it is if no login can be like that. */
export function applyChange(trial: Trial, { path, value }: Change): Trial {
  if (path.length < 2 || (value !== undefined && value !== null && !canBe(path, value))) {
    return trial;
  }
  const isGone = value === null && (path[0] === "user" || path[0] === "login");
  if (isGone && !canBeAbsent(path)) {
    return withValue(trial, path, undefined);
  }
  return withValue(withListsOf(withAnswers(trial, path), path), path, value);
}

/** Requests have answers so far. */
const mostAnswers = 6;

/** Until there is an answer of this number, the last one is given again. */
function withAnswers(trial: Trial, [root, index = ""]: Path): Trial {
  const { answers } = trial;
  const number = Number(index);
  if (root !== "answers" || !(number >= answers.length) || number >= mostAnswers) {
    return trial;
  }
  const last = answers.at(-1) ?? { url: "*", body: {} };
  const more = Array.from({ length: number + 1 - answers.length }, () => last);
  return { ...trial, answers: [...answers, ...more] };
}

/** What stands for the parts of a place that can be any. */
export interface Instance {
  /** The number of a request. */
  readonly request: number;
  /** The name of a property; the first one that is there unless given. */
  readonly name: string | undefined;
}

/** A place of any property, or of what any request is answered, as a single one. */
export function placeFor(trial: Trial, path: Path, { request, name }: Instance): Path {
  const place = name === undefined ? path : path.map((part) => (part === "*" ? name : part));
  if (place[1] !== "[]") {
    return place;
  }
  const number = place[0] === "answers" ? request : trial.returns.length === 0 ? 0 : undefined;
  return number === undefined ? place : [place[0] ?? "", String(number), ...place.slice(2)];
}
