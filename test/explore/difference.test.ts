import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { comparePlayed } from "../../src/explore/compare.ts";
import { Keeper } from "../../src/explore/keep.ts";
import { canBeLogin } from "../../src/explore/logins/domain.ts";
import type { Played } from "../../src/explore/play.ts";
import type { Target } from "../../src/explore/read/harvest.ts";
import { placesIn, sizeOf, withoutPlace } from "../../src/explore/places.ts";
import { shrink } from "../../src/explore/shrink.ts";
import { emptyTrial, type Trial } from "../../src/explore/trial.ts";
import type { Result } from "../../src/run/job.ts";
import { aText, exploreHere, playHere } from "./in-process.ts";

const aSeed = fc.integer({ min: 0, max: 0xff_ff_ff_ff });

/** Metadata and what a login brings, by any names. */
const aTrial = fc
  .record({
    user: fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    }),
    login: fc.dictionary(fc.constantFrom("d", "e"), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    }),
  })
  .map((parts) => ({ ...emptyTrial, ...parts }) as Trial);

describe("a login that is made smaller", () => {
  test("still shows it, and nothing that it shows without is left", async () => {
    await fc.assert(
      fc.asyncProperty(aTrial, fc.nat(), async (trial, number) => {
        // What shows it is how large the login is, or a value anywhere in it.
        const size = sizeOf(trial.user) + (number % 3);
        const shows = ({ user, login }: Trial) =>
          sizeOf(user) * 2 + sizeOf(login) >= size || JSON.stringify(user).includes("true");
        fc.pre(shows(trial));
        const smallest = await shrink(trial, (smaller) => Promise.resolve(shows(smaller)), 10_000);
        expect(shows(smallest)).toBe(true);
        for (const place of placesIn(smallest).filter((path) => path.length > 1)) {
          expect(shows(withoutPlace(smallest, place) as Trial)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  const rule = aText(
    "rule",
    `function (user, context, callback) {
      const { plan, tags = [] } = user.app_metadata || {};
      if (plan === "gold" && context.stats.loginsCount > 3) context.idToken["https://a.example/p"] = plan;
      if (tags.includes("vip") && user.email_verified) context.idToken["https://a.example/vip"] = true;
      callback(null, user, context);
    }`,
  );
  const action = aText(
    "action",
    `exports.onExecutePostLogin = async (event, api) => {
      const { plan, tags = [] } = event.user.app_metadata;
      if (plan === "gold") api.idToken.setCustomClaim("https://a.example/p", plan);
      if (tags.includes("vip")) api.idToken.setCustomClaim("https://a.example/vip", true);
    };`,
  );

  test("still differs, as it is told, and with each part taken away it does not", async () => {
    await fc.assert(
      fc.asyncProperty(aSeed, async (seed) => {
        const { difference } = await exploreHere([rule, action], { seed, logins: 500 });
        if (!difference) {
          throw new Error("no difference is found");
        }
        const { trial, sentences } = difference;
        await playHere([rule, action], async (plays) => {
          const compare = async (one: Trial) => {
            const [first, second] = [
              await plays[0]?.(one, "plain"),
              await plays[1]?.(one, "plain"),
            ];
            return first && second ? comparePlayed(first, second, ["one", "the other"]) : [];
          };
          expect(sentences.length).toBeGreaterThan(0);
          expect(await compare(trial)).toEqual(sentences);
          for (const place of placesIn(trial).filter((path) => path.length > 1)) {
            const smaller = withoutPlace(trial, place) as Trial;
            if (canBeLogin(smaller)) {
              expect(await compare(smaller)).toEqual([]);
            }
          }
        });
      }),
      { numRuns: 15 },
    );
  });
});

const allowed: Result = {
  outcome: {
    ...{ result: "allowed", idToken: {}, accessToken: {}, warnings: [], console: [] },
    ...{ appMetadata: {}, userMetadata: {} },
  },
  ...{ ran: [], requests: [], unused: [], milliseconds: 1 },
};
const asked = {
  method: "POST",
  url: "https://a.example/",
  body: `{"a":1,"b":2}`,
  by: "mock",
} as const;

function played(change: Partial<Result> = {}, reached: readonly number[] = []): Played {
  const nothing = { legs: [], begins: [0], marks: [], seen: [], read: [] };
  return { result: { ...allowed, ...change }, ...nothing, reached, isEnded: false };
}

function withOutcome(outcome: Partial<Result["outcome"]>): Partial<Result> {
  return { outcome: { ...allowed.outcome, ...outcome } };
}

describe("two scripts", () => {
  test.each<[what: string, one: Partial<Result>, other: Partial<Result>, sentences: number]>([
    [
      "the order of the keys that are sent",
      { requests: [asked] },
      { requests: [{ ...asked, body: `{"b":2,"a":1}` }] },
      0,
    ],
    [
      "the order of requests",
      { requests: [asked, { ...asked, method: "GET" }] },
      { requests: [{ ...asked, method: "GET" }, asked] },
      0,
    ],
    ["what the tenant is asked", { requests: [{ ...asked, by: "tenant" }] }, {}, 0],
    ["the console", withOutcome({ console: [{ level: "log", text: "x" }] }), {}, 0],
    [
      "a value that is sent",
      { requests: [asked] },
      { requests: [{ ...asked, body: `{"a":1,"b":3}` }] },
      2,
    ],
    ["a request that is sent twice", { requests: [asked, asked] }, { requests: [asked] }, 1],
    ["a claim", withOutcome({ idToken: { a: 1 } }), withOutcome({ idToken: { a: 2 } }), 1],
    ["what is stored", withOutcome({ appMetadata: { a: 1 } }), {}, 1],
  ])("with %s of their own differ only where it matters", (_what, one, other, sentences) => {
    const found = comparePlayed(played(one), played(other), ["one", "the other"]);
    expect(found).toHaveLength(sentences);
    expect(comparePlayed(played(other), played(one), ["one", "the other"])).toHaveLength(sentences);
  });
});

function aTarget(): Target {
  const nothing = { places: [], ownPlaces: [], probes: [], own: [], mark: undefined };
  return { wants: "truthy", ...nothing };
}

test("a login is kept that takes a new branch or ends in a new way, and no other", () => {
  const aTake = fc.record({
    reached: fc.array(fc.nat(5), { maxLength: 3 }),
    claim: fc.constantFrom("a", "b", "c"),
    value: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(aTake, { maxLength: 12 }), (takes) => {
      const keeper = new Keeper({ targets: Array.from({ length: 6 }, aTarget), comparisons: [] });
      const branches = new Set<number>();
      const claims = new Set<string>();
      const expected: Trial[] = [];
      for (const { reached, claim, value } of takes) {
        const trial = { ...emptyTrial, user: { value } };
        if (!claims.has(claim) || reached.some((branch) => !branches.has(branch))) {
          expected.push(trial);
        }
        claims.add(claim);
        for (const branch of reached) {
          branches.add(branch);
        }
        keeper.take(trial, [played(withOutcome({ idToken: { [claim]: value } }), reached)]);
      }
      expect(keeper.kept.map(({ trial }) => trial)).toEqual(expected);
      expect([...keeper.open, ...keeper.reached].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    }),
  );
});
