import fc from "fast-check";
import { expect, test } from "vitest";

import type { Guidance, Kept } from "../../src/explore/logins/guidance.ts";
import { protocols } from "../../src/explore/logins/domain.ts";
import { Generator } from "../../src/explore/logins/generator.ts";
import { Random } from "../../src/explore/logins/random.ts";
import { prepare } from "../../src/explore/prepare.ts";
import { inputOf, type Trial } from "../../src/explore/trial.ts";
import { findWrongShape } from "../../src/run/login-input.ts";
import { readTemplates } from "../support/templates.ts";
import { aText } from "./in-process.ts";

/** Reads parts of all kinds, so that logins have them in all forms. */
const curious = `function (user, context, callback) {
  const { authorization = {}, organization, request, authentication = {}, stats, sso } = context;
  const roles = authorization.roles || [];
  const [first] = user.identities;
  const isKnown = (user.multifactor || []).includes("guardian") || roles[0] === "admin";
  if (context.clientMetadata.mode === "on" && context.connectionMetadata.mode !== "off") return;
  if ((authentication.methods || []).some(({ name }) => name === "mfa") && isKnown) return;
  if (request.geoip.latitude > 50 || request.query.hint === user.email) return;
  if (organization && organization.metadata.tier === "pro" && stats.loginsCount > 3) return;
  if (user.app_metadata.level > 2 && user.user_metadata.tags.length > 1) return;
  if (first.provider === "auth0" || user.email.split("@")[1] === configuration.DOMAIN) return;
  if (context.sso.current_clients.length > 0 || context.sessionID === user.app_metadata.session)
    return;
  auth0.users.updateAppMetadata(user.user_id, {}).then(() => callback(null, user, context));
}`;

const texts = [
  aText("rule", curious),
  ...readTemplates().flatMap(({ rule, action }) => [
    ...(rule ? [aText("rule", rule.code)] : []),
    ...(action ? [aText("action", action.code)] : []),
  ]),
];
const harvests = texts.map((text) => prepare([[text]]));
const some = 40;

function asKept(trial: Trial): Kept {
  return { trial, all: [] };
}

function guidanceOf(kept: readonly Kept[], open: readonly number[]): Guidance {
  const all = () => kept;
  return { kept, open, goals: [], running: all, meeting: all };
}

/** Logins of a seed, where each third one has shown something new. */
function generate(seed: number, number: number): Trial[] {
  const { harvest, branches = [] } = harvests[number] ?? {};
  if (!harvest) {
    throw new Error(`no script ${number}`);
  }
  const generator = new Generator(harvest, new Random(seed));
  const trials: Trial[] = [];
  for (let made = 0; made < some; made++) {
    const kept = trials.filter((_trial, index) => index % 3 === 0).map(asKept);
    const open = branches.map((_branch, index) => index).filter((index) => index % 2 === made % 2);
    trials.push(generator.next(guidanceOf(kept, open)));
  }
  return trials;
}

const aSeed = fc.integer({ min: 0, max: 0xff_ff_ff_ff });
/** By number, so that a failure is short. The curious rule comes as often as all others. */
const aHarvest = fc.oneof(fc.constant(0), fc.nat(harvests.length - 1));

test("each login of a seed is one that a tenant takes", () => {
  fc.assert(
    fc.property(aSeed, aHarvest, (seed, harvest) => {
      for (const trial of generate(seed, harvest)) {
        const { user, login, settings } = inputOf(trial);
        expect(findWrongShape(user, login)).toBeUndefined();
        expect(Object.values(settings).every((value) => typeof value === "string")).toBe(true);
        expect([undefined, ...protocols]).toContain(login.protocol);
        expect(user.user_id).toEqual(expect.stringMatching(/./));
        expect(user.identities?.length).toBeGreaterThan(0);
        expect(JSON.parse(JSON.stringify(trial))).toEqual(trial);
      }
    }),
    { numRuns: 60 },
  );
});

test("the same seed gives the same logins, and another one others", () => {
  fc.assert(
    fc.property(aSeed, aHarvest, (seed, harvest) => {
      const trials = JSON.stringify(generate(seed, harvest));
      expect(JSON.stringify(generate(seed, harvest))).toBe(trials);
      expect(JSON.stringify(generate((seed + 1) >>> 0, harvest))).not.toBe(trials);
    }),
    { numRuns: 30 },
  );
});
