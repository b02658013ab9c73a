import { isDeepStrictEqual } from "node:util";

import { describe, expect, test } from "vitest";

import type { Outcome } from "../src/emulator/outcome/outcome.ts";
import {
  goodService,
  play,
  readSubjects,
  type ActingLogin,
  type Played,
  type Service,
} from "./support/matrix.ts";
import { failures } from "./support/network.ts";

/** Why a failure of a request does not keep a template from storing something. */
const storesAllTheSame = new Map<string, string>();

const subjects = readSubjects();
const withRequests = subjects.filter(({ template }) => template.outage !== undefined);

/** Answers well up to a request, fails this one, and refuses what comes after it. */
function failAt(
  position: number,
  fail: (signal: AbortSignal | undefined) => Promise<Response>,
  answers: ActingLogin["answers"],
): Service {
  const good = goodService(answers);
  return (request, index, signal) => {
    if (index < position) {
      return good(request, index, signal);
    }
    return index === position
      ? fail(signal)
      : Promise.reject(new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") }));
  };
}

/** What is wrong with the end of a login during an outage. */
function findFaults({ outcome, elapsed, before }: Played, expected: string): string[] {
  const faults: string[] = [];
  if (outcome.result !== expected) {
    faults.push(`the login is ${outcome.result}, not ${expected}`);
  }
  if (elapsed > 10_000) {
    faults.push(`the login takes ${elapsed} ms`);
  }
  const after = metadataOf(outcome);
  if (!isDeepStrictEqual(after, before)) {
    faults.push(`it stores ${JSON.stringify(after)}`);
  }
  return faults;
}

function metadataOf({ appMetadata, userMetadata }: Outcome): Played["before"] {
  return { app: appMetadata, user: userMetadata };
}

describe("a template whose service is out ends the login as it says", () => {
  test.each(withRequests)("$template.id, $form, $name", async (subject) => {
    const { acting, template, form } = subject;
    const { outcome, requests } = await play(subject, acting.login);
    const least = subject.isFirst ? 1 : 0;
    expect(requests.length, "the first login makes no request").toBeGreaterThanOrEqual(least);
    expect(outcome.result).not.toBe("failed");

    const expected = template.outage === "allow" ? "allowed" : "denied";
    const found: string[] = [];
    for (const position of requests.keys()) {
      for (const [how, fail] of Object.entries(failures)) {
        const service = failAt(position, fail, acting.answers);
        const faults = findFaults(await play(subject, acting.login, service), expected);
        found.push(...faults.map((fault) => `request ${position + 1} ${how}: ${fault}`));
      }
    }
    const reason = storesAllTheSame.get(`${template.id} ${form}`);
    if (reason === undefined) {
      expect(found).toEqual([]);
    } else {
      expect(found, "an exception that is no longer needed").not.toEqual([]);
    }
  });
});

describe("a template whose metadata cannot be stored", () => {
  test.each(subjects)(
    "lets the login end as before: $template.id, $form, $name",
    async (subject) => {
      const { acting, form } = subject;
      const good = await play(subject, acting.login);
      for (const management of [429, 500] as const) {
        const { outcome, before } = await play(subject, { ...acting.login, management });
        expect(outcome.result).toBe(good.outcome.result);
        expect(metadataOf(outcome), "nothing is stored").toEqual(before);
        // An action cannot know.
        const isNoticed = form === "rule" && !isDeepStrictEqual(metadataOf(good.outcome), before);
        const lines = good.outcome.console.length + (isNoticed ? 1 : 0);
        expect(outcome.console, "a rule says that nothing is stored").toHaveLength(lines);
      }
    },
  );
});
