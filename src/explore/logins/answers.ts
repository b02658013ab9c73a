import { isRecord } from "../../text/plain-data.ts";
import type { Json, Trial } from "../trial.ts";
import type { Random } from "./random.ts";

/** A trial in which whatever is asked is answered, with a body that has what is read of it. */
export function withAnswer(trial: Trial): Trial {
  const [first] = trial.answers;
  const body = isRecord(first) && "body" in first ? first["body"] : {};
  return { ...trial, answers: [{ url: "*", body: body }, ...trial.answers.slice(1)] };
}

/** What can become of a request. */
const oddAnswers: readonly Json[] = [
  { url: "*", error: "ECONNRESET" },
  { url: "*", silent: true },
  { url: "*", status: 500, body: "an error" },
  { url: "*", status: 429 },
  { url: "*", status: 404, body: {} },
  { url: "*", status: 401, body: { error: "unauthorized", message: "text" } },
  { url: "*", body: "no JSON" },
  { url: "*", body: null },
  { url: "*", body: [] },
  { url: "*", body: {} },
];

/** A trial in which one of the requests is answered in another way, and the others as before. */
export function withOddAnswer(trial: Trial, random: Random, requests: number): Trial {
  const { answers } = trial;
  if (random.chance(0.1)) {
    return { ...trial, answers: random.chance(0.5) ? [] : answers.slice(1) };
  }
  const number = random.below(Math.max(1, requests));
  const last: Json = answers.at(-1) ?? { url: "*", body: {} };
  const count = Math.max(answers.length, number + 1, random.chance(0.5) ? requests : 0);
  const all = Array.from({ length: count }, (_item, index) => answers[index] ?? last);
  const odd = random.pick(oddAnswers) ?? last;
  // With the same body, an error says the same as a success.
  const isSame = random.chance(0.2) && isRecord(all[number]);
  all[number] = isSame
    ? { ...(all[number] as object), status: random.pick([201, 204, 400, 500]) ?? 500 }
    : odd;
  return { ...trial, answers: all };
}
