import { describe, expect, test } from "vitest";

import { loginRequired } from "../src/emulator/host/errors.ts";
import type { User } from "../src/emulator/login/login.ts";
import {
  aRefreshTokenLogin,
  aSilentLogin,
  aUser,
  type TestLogin,
} from "./support/describeTemplate.ts";
import {
  decidesAccess,
  isOpen,
  play,
  readSubjects,
  type Played,
  type Subject,
} from "./support/matrix.ts";
import type { SentRequest } from "./support/network.ts";

/** Users as real tenants have them. */
const users: Readonly<Record<string, (user: User) => User>> = {
  "a usual user": (user) => user,
  "no email": (user) => without(user, "email", "email_verified"),
  "an unverified email": (user) => ({ ...user, email_verified: false }),
  "an email without a word on it": (user) => without(user, "email_verified"),
  "an email in capitals": (user) => ({ ...user, email: "JANE.DOE@EXAMPLE.COM" }),
  "nothing but an id": ({ user_id: userId, ...user }) => ({
    ...without(user as User, ...Object.keys(aUser())),
    user_id: userId,
  }),
  "an object for each name": (user) => named(user, { value: "Jane" }),
  "a number for each name, and no email": (user) =>
    named(without(user, "email", "email_verified"), 7),
  "an object for each name, and no email": (user) =>
    named(without(user, "email", "email_verified"), { value: "Jane" }),
  "very long names": (user) => named(user, "Jane ".repeat(10_000)),
  "empty metadata": (user) => ({ app_metadata: {}, user_metadata: {}, ...user }),
  "linked identities": (user) => ({
    ...user,
    identities: [
      ...(user.identities ?? []),
      { connection: "google-oauth2", provider: "google-oauth2", user_id: "1", isSocial: true },
    ],
  }),
  "an identity with a number for its id": (user) => ({
    ...user,
    identities: [
      {
        connection: "github",
        provider: "github",
        user_id: 4711,
        isSocial: true,
      },
    ],
  }),
};

/** Logins as real tenants have them. */
const logins: Readonly<Record<string, TestLogin>> = {
  "a usual login": {},
  "no request": { request: null },
  "no query": { request: { query: null } },
  "no geoip": { request: { geoip: null } },
  "no ip": { request: { ip: null } },
  "no user agent": { request: { user_agent: null } },
  "an IPv6 address": { request: { ip: "2001:db8::7" } },
  "no authentication": { authentication: null },
  "no name of the application": { client: { name: null } },
  "a password grant": { protocol: "oauth2-password" },
  SAML: { protocol: "samlp" },
  "a silent login": aSilentLogin(),
  "a refreshed token": aRefreshTokenLogin(),
  "a login that comes back from a redirect": { protocol: "redirect-callback" },
};

/** Logins that say that they are silent, and are not: each with the login that it really is. */
const saying: Readonly<Record<string, { login: TestLogin; really: TestLogin }>> = {
  SAML: { login: { protocol: "samlp", prompt: "none" }, really: { protocol: "samlp" } },
  "WS-Federation": { login: { protocol: "wsfed", prompt: "none" }, really: { protocol: "wsfed" } },
  "a password grant": {
    login: { protocol: "oauth2-password", prompt: "none" },
    really: { protocol: "oauth2-password" },
  },
  "the body of a password grant": {
    login: { protocol: "oauth2-password", request: { body: { prompt: "none" } } },
    really: { protocol: "oauth2-password", request: { body: {} } },
  },
  "a refreshed token": {
    login: aRefreshTokenLogin({ prompt: "none" }),
    really: aRefreshTokenLogin(),
  },
  "a device": {
    login: { protocol: "oauth2-device-code", prompt: "none" },
    really: { protocol: "oauth2-device-code" },
  },
  "the body of a usual login": {
    login: { request: { body: { prompt: "none" } } },
    really: { request: { body: {} } },
  },
  "another word for it": { login: { prompt: "NONE" }, really: { prompt: "login" } },
};

/** Logins at which a template has no side effect. */
const quiet = new Set([
  "a silent login",
  "a refreshed token",
  "a login that comes back from a redirect",
]);

/** Users and logins that lack something, or something verified, which must not open a door. */
const lacking = new Set([
  "no email",
  "an unverified email",
  "an email without a word on it",
  "nothing but an id",
  "no request",
  "no query",
  "no geoip",
  "no ip",
  "no user agent",
  "no authentication",
  "no name of the application",
]);

/**
 * Why a denial may become an allowed login where something is missing: by template and what is
 * missing.
 */
const opensWithout = new Map([
  ["guardian-multifactor-stepup-authentication, no query", "a step-up is asked for in the query"],
  ["guardian-multifactor-stepup-authentication, no request", "a step-up is asked for there"],
  ["fraud-prevention-with-minfraud, no ip", "without an address there is nothing to score"],
  ["fraud-prevention-with-minfraud, no request", "without an address there is nothing to score"],
]);

const subjects = readSubjects();

function without(user: User, ...keys: string[]): User {
  return Object.fromEntries(Object.entries(user).filter(([key]) => !keys.includes(key))) as User;
}

/** The user with this in the place of each name: nothing holds a provider to what it sends. */
function named(user: User, value: unknown): User {
  const names = ["name", "nickname", "username", "given_name", "family_name", "picture"];
  return { ...user, ...Object.fromEntries(names.map((name) => [name, value])) };
}

/** The login with what is hostile about it; what it overrides is merged into what it has. */
function merge(login: TestLogin, hostile: TestLogin, change: (user: User) => User): TestLogin {
  const request = hostile.request === null ? null : { ...login.request, ...hostile.request };
  return {
    ...login,
    ...hostile,
    ...("request" in hostile || login.request ? { request } : {}),
    ...("client" in hostile ? { client: { ...login.client, ...hostile.client } } : {}),
    user: change(login.user ?? aUser()),
  };
}

/** Whether a text holds a value that was not there when it was written. */
function hasGap(text: string): boolean {
  return /\b(undefined|NaN)\b|\[object |"null"|[=/]null\b|\bnull[ ,.]/.test(text);
}

function gapsOf({ method, url, headers, body }: SentRequest): string[] {
  const texts = [url, body, ...Object.values(headers)].map((text) => decode(text));
  return texts.some(hasGap) ? [`sends ${method} ${url} ${body}`] : [];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function sideEffectsOf({ requests, outcome, before }: Played): string[] {
  // A token that an application asks for changes nothing.
  const sent = requests
    .filter(({ method, url }) => method !== "GET" && !url.endsWith("/oauth/token"))
    .map(({ url }) => `sends to ${url}`);
  const after = { app: outcome.appMetadata, user: outcome.userMetadata };
  return JSON.stringify(after) === JSON.stringify(before)
    ? sent
    : [...sent, `stores ${JSON.stringify(after)}`];
}

/** What is wrong with each login of the matrix. */
async function findFaults(subject: Subject): Promise<{ found: string[]; used: Set<string> }> {
  const { template, acting } = subject;
  const usual = await play(subject, acting.login);
  const closed = decidesAccess(template) && !isOpen(usual);
  const found: string[] = [];
  const used = new Set<string>();
  for (const [who, change] of Object.entries(users)) {
    // All at once, which shares the turns of the event loop.
    const rows = Object.entries(logins).map(async ([how, hostile]) => {
      return { how, played: await play(subject, merge(acting.login, hostile, change)) };
    });
    for (const { how, played } of await Promise.all(rows)) {
      const { result, error } = played.outcome;
      const faults = played.requests.flatMap(gapsOf);
      // That a silent login gets no token is what a template that asks for a factor wants.
      const isAsked = how === "a silent login" && error?.name === loginRequired.name;
      if ((result === "failed" && !isAsked) || result === "timed-out") {
        faults.push(`is ${result}: ${played.outcome.error?.message ?? ""}`);
      }
      faults.push(...played.outcome.warnings.filter((text) => text.includes("drops the claim")));
      if (quiet.has(how)) {
        faults.push(...sideEffectsOf(played));
      } else if (closed && isOpen(played) && (lacking.has(who) || lacking.has(how))) {
        const excuse = [who, how]
          .map((what) => `${template.id}, ${what}`)
          .find((key) => opensWithout.has(key));
        if (excuse === undefined) {
          faults.push("is open though the usual login is not");
        } else {
          used.add(excuse);
        }
      }
      found.push(...faults.map((fault) => `${who}, ${how}: ${fault}`));
    }
  }
  return { found, used };
}

const results = new Map<Subject, ReturnType<typeof findFaults>>();

/** The faults of a subject, found once. */
function faultsOf(subject: Subject): ReturnType<typeof findFaults> {
  const faults = results.get(subject) ?? findFaults(subject);
  results.set(subject, faults);
  return faults;
}

describe("a template copes with each user and each login", () => {
  test.each(subjects)("$template.id, $form, $name", async (subject) => {
    expect((await faultsOf(subject)).found).toEqual([]);
  });

  test("and no exception is left that is not needed", async () => {
    const used = new Set<string>();
    for (const subject of subjects) {
      for (const key of (await faultsOf(subject)).used) {
        used.add(key);
      }
    }
    expect([...opensWithout.keys()].filter((key) => !used.has(key))).toEqual([]);
  }, 60_000);
});

describe("a template believes no prompt=none but that of OpenID Connect", () => {
  test.each(subjects)("$template.id, $form, $name", async (subject) => {
    const { acting } = subject;
    const usual = (user: User): User => user;
    const rows = Object.entries(saying).map(async ([how, { login, really }]) => {
      const said = await play(subject, merge(acting.login, login, usual));
      const base = await play(subject, merge(acting.login, really, usual));
      return summary(said) === summary(base)
        ? []
        : [`${how}: ${summary(said)}, not ${summary(base)}`];
    });
    expect((await Promise.all(rows)).flat()).toEqual([]);
  });
});

describe("what goes out from a profile is one short line", () => {
  const lines = "Jane\r\nDoe\u2028\u202e\u200d\u0000x";
  const list = "jane@example.com,\r\njoe@evil.example";
  const hostile = (user: User): User => ({
    ...named(user, lines),
    email: list,
    email_verified: true,
  });
  const long = (user: User): User => ({
    ...named(user, "Jane ".repeat(10_000)),
    email: `${"j".repeat(50_000)}@example.com`,
  });

  test.each(subjects)("$template.id, $form, $name", async (subject) => {
    const { acting } = subject;
    const [inLines, isLong] = await Promise.all(
      [hostile, long].map((change) => play(subject, merge(acting.login, {}, change))),
    );
    const sent = (inLines?.requests ?? []).map(({ url, body }) => `${decode(url)} ${decode(body)}`);
    // Templates part links, and so other addresses, with a space without width.
    expect(sent.filter((text) => text.includes("joe@evil.example"))).toEqual([]);
    const plain = sent.map((text) => text.replaceAll("\u200b", ""));
    expect(plain.filter((text) => /[\p{Cc}\p{Cf}\u2028]|\\[nru]/u.test(text))).toEqual([]);
    const lengths = (isLong?.requests ?? []).map(({ url, body }) => url.length + body.length);
    expect(lengths.filter((length) => length > 3000)).toEqual([]);
  });
});

/** What a login came to, and what was sent and stored. */
function summary({ outcome, requests }: Played): string {
  const { result, reason, idToken, accessToken, multifactor, appMetadata, userMetadata } = outcome;
  const sent = requests.map(({ method, url, body }) => ({ method, url, body }));
  const tokens = { idToken, accessToken };
  return JSON.stringify({ result, reason, multifactor, tokens, appMetadata, userMetadata, sent });
}

test("a gap is found in whatever is sent", () => {
  for (const text of [
    '{"a":"null"}',
    "a=undefined",
    "/users/null",
    "Hello NaN",
    "[object Object]",
  ]) {
    expect(hasGap(text), text).toBe(true);
  }
  for (const text of ['{"a":null}', "a=1", "Nullable undefinedness"]) {
    expect(hasGap(text), text).toBe(false);
  }
});
