import { describe, expect, test } from "vitest";

import type { Facts } from "../../src/explore/read/facts.ts";
import { harvest, type Harvest } from "../../src/explore/read/harvest.ts";
import { instrument } from "../../src/explore/read/instrument.ts";
import { readSyntax } from "../../src/explore/read/syntax.ts";
import type { Form } from "../../src/script/form/form.ts";

function read(form: Form, body: string): Harvest {
  const code =
    form === "rule"
      ? `function (user, context, callback) { ${body}; callback(null, user, context); }`
      : `exports.onExecutePostLogin = async (event, api) => { ${body}; };`;
  const syntax = readSyntax({ form, code });
  return harvest([{ syntax, made: instrument(syntax, "reach") }]);
}

/** What a place is held against. */
function listFacts({ literals, patterns, separators, lengths, linked }: Facts): unknown[] {
  return [
    ...literals,
    ...[...patterns].map((source) => `matches ${source}`),
    ...[...separators].map((separator) => `split at ${separator}`),
    ...[...lengths].map((length) => `length ${length}`),
    ...[...linked.values()].map((other) => `like ${other.join(".")}`),
  ];
}

/** Places that are read, without those that only hold others. */
type Places = Readonly<Record<string, readonly unknown[]>>;

const cases: readonly [form: Form, body: string, places: Places][] = [
  [
    "rule",
    `const meta = user.app_metadata || {}; const also = meta; if (also.level > 3) return`,
    { "user.app_metadata.level": [3] },
  ],
  [
    "rule",
    `const { app_metadata: { plan = "free" } = {} } = user; if ("gold" === plan) return`,
    { "user.app_metadata.plan": ["gold"] },
  ],
  [
    "rule",
    `const isFree = (one) => one.user_metadata.plan === "free"; if (isFree(user)) return`,
    { "user.user_metadata.plan": ["free"] },
  ],
  [
    "rule",
    `(context.authorization.roles || []).some((role) => role === "editor")`,
    { "login.authorization.roles": [], "login.authorization.roles.[]": ["editor"] },
  ],
  [
    "rule",
    `if (context.authorization.roles[0] === "editor") return`,
    { "login.authorization.roles": [], "login.authorization.roles.[]": ["editor"] },
  ],
  [
    "rule",
    `if (["DE", "FR"].includes(context.request.geoip.country_code)) return`,
    { "login.request.geoip.countryCode": ["DE", "FR"] },
  ],
  [
    "rule",
    `if (configuration.ADMINS.split(",").includes(user.email)) return`,
    {
      "settings.ADMINS": ["split at ,", "like user.email"],
      "user.email": ["like settings.ADMINS"],
    },
  ],
  [
    "rule",
    `if (/@acme$/.test(user.email) || user.nickname.length > 12) return`,
    { "user.email": ["matches @acme$"], "user.nickname": ["length 12"] },
  ],
  [
    "rule",
    `switch (context.connection) { case "sms": case "email": return }`,
    { "login.connection.name": ["sms", "email"] },
  ],
  [
    "rule",
    `const LIMIT = 10; if (context.stats.loginsCount >= LIMIT) return`,
    { "login.stats.logins_count": [10] },
  ],
  [
    "rule",
    `const { email } = user; const host = email.split("@")[1]; if (host === "acme.example") return`,
    { "user.email": ["acme.example", "split at @"] },
  ],
  [
    "rule",
    `const map = JSON.parse(configuration.MAP); if (map.mode === "on") return`,
    { "settings.MAP": [], "settings.MAP.{}.mode": ["on"] },
  ],
  [
    "action",
    `if (event.transaction?.protocol === "oauth2-refresh-token") return`,
    { "login.protocol": ["oauth2-refresh-token"] },
  ],
  [
    "action",
    `const { user, secrets: { TENANT } } = event; if (user.app_metadata.id === TENANT) return`,
    {
      "settings.TENANT": ["like user.app_metadata.id"],
      "user.app_metadata.id": ["like settings.TENANT"],
    },
  ],
  [
    "action",
    `const asks = ({ request: { query } }) => query.prompt === "none"; if (asks(event)) return`,
    { "login.request.query.prompt": ["none"] },
  ],
  [
    "action",
    `const got = await fetch("https://a.example/"); const { score } = await got.json(); if (score > 80) return`,
    { "answers.[].body.score": [80] },
  ],
  [
    "action",
    `for (const { name } of event.authentication.methods) if (name === "mfa") return`,
    { "login.authentication.methods": [], "login.authentication.methods.[].name": ["mfa"] },
  ],
  [
    "action",
    `const key = "plan"; if (event.user.app_metadata[key] === "gold") return`,
    { "user.app_metadata.plan": ["gold"] },
  ],
  [
    "action",
    `const plans = { gold: 1, free: 0 }; if (plans[event.user.app_metadata.plan]) return`,
    { "user.app_metadata.plan": ["gold", "free"] },
  ],
];

/** Read on the way to what is read in them. */
const holders =
  /^(?:user\.\w+_metadata|login\.(?:request(?:\.geoip|\.query)?|authorization|authentication|transaction)|settings\.MAP\.\{\}|answers\.\[\])$/;

describe("of a script is read what it looks at", () => {
  test.each(cases)("%s: %s", (form, body, places) => {
    const found = [...read(form, body).facts.values()]
      .map((facts) => [facts.path.join("."), listFacts(facts)] as const)
      .filter(([place, list]) => !holders.test(place) || list.length > 0);
    expect(Object.fromEntries(found)).toEqual(places);
  });

  test("a branch has the places that decide it, and only these", () => {
    const { targets } = read(
      "action",
      `if (event.user.app_metadata.plan) return; if (event.secrets.KEY && event.user.name) return`,
    );
    const shown = targets.map(({ ownPlaces }) =>
      ownPlaces.map((key) => key.split("\u0001").join(".")),
    );
    const both = ["settings.KEY", "user.name"];
    const plan = ["user.app_metadata.plan", "user.app_metadata"];
    expect(shown).toEqual([plan, plan, both, both, ["settings.KEY"]]);
  });

  test.each([
    ["request", "asks"],
    ["context.redirect = {}", "redirects"],
    ["auth0.users.updateAppMetadata(user.user_id, {})", "stores"],
    ["user.name", undefined],
  ] as const)("%s: %s", (body, one) => {
    const { asks, redirects, stores } = read("rule", body);
    const all = { asks: false, redirects: false, stores: false };
    expect({ asks, redirects, stores }).toEqual(one ? { ...all, [one]: true } : all);
  });
});
