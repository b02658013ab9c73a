import { describe, expect, expectTypeOf, test } from "vitest";

import type { Geoip, EventRequest } from "../../src/emulator/actions/request-types.ts";
import type { EventTransaction } from "../../src/emulator/actions/transaction-types.ts";
import type { PostLoginEvent } from "../../src/emulator/actions/types.ts";
import type { EventUser } from "../../src/emulator/actions/user-types.ts";
import type { RuleContext, RuleGeoip, RuleRequest } from "../../src/emulator/rules/types.ts";
import type { CONTEXT, CONTEXT_PARTS, EVENT, EVENT_PARTS, USER } from "../../src/run/misspelt.ts";
import { findDoubts, findStrangers } from "../../src/run/misspelt.ts";

/** The words of a text. */
type Words<Text extends string> = Text extends `${infer Before}${" " | "\n"}${infer After}`
  ? Words<Before> | Words<After>
  : Text extends ""
    ? never
    : Text;

/** The names of the properties of a type, without those of any name. */
type Names<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

type Part<T, K extends keyof T> = Names<NonNullable<T[K]>>;

test("the known names are those of the types", () => {
  type Parts = typeof EVENT_PARTS;
  type Contexts = typeof CONTEXT_PARTS;
  expectTypeOf<Words<typeof USER>>().toEqualTypeOf<Names<EventUser>>();
  expectTypeOf<Words<typeof EVENT>>().toEqualTypeOf<Names<PostLoginEvent>>();
  expectTypeOf<Words<Parts["client"]>>().toEqualTypeOf<Part<PostLoginEvent, "client">>();
  expectTypeOf<Words<Parts["connection"]>>().toEqualTypeOf<Part<PostLoginEvent, "connection">>();
  expectTypeOf<Words<Parts["organization"]>>().toEqualTypeOf<
    Part<PostLoginEvent, "organization">
  >();
  expectTypeOf<Words<Parts["authentication"]>>().toEqualTypeOf<
    Part<PostLoginEvent, "authentication">
  >();
  expectTypeOf<Words<Parts["authorization"]>>().toEqualTypeOf<
    Part<PostLoginEvent, "authorization">
  >();
  expectTypeOf<Words<Parts["stats"]>>().toEqualTypeOf<Part<PostLoginEvent, "stats">>();
  expectTypeOf<Words<Contexts["authentication"]>>().toEqualTypeOf<
    Part<RuleContext, "authentication">
  >();
  expectTypeOf<Words<Contexts["authorization"]>>().toEqualTypeOf<
    Part<RuleContext, "authorization">
  >();
  expectTypeOf<Words<Contexts["sso"]>>().toEqualTypeOf<Part<RuleContext, "sso">>();
  expectTypeOf<Words<Contexts["stats"]>>().toEqualTypeOf<Part<RuleContext, "stats">>();
  expectTypeOf<Words<Parts["request"]>>().toEqualTypeOf<Names<EventRequest>>();
  expectTypeOf<Words<Parts["request.geoip"]>>().toEqualTypeOf<Names<Geoip>>();
  expectTypeOf<Words<Parts["transaction"]>>().toEqualTypeOf<Names<EventTransaction>>();
  expectTypeOf<Words<typeof CONTEXT>>().toEqualTypeOf<Names<RuleContext>>();
  expectTypeOf<Words<Contexts["request"]>>().toEqualTypeOf<Names<RuleRequest>>();
  expectTypeOf<Words<Contexts["request.geoip"]>>().toEqualTypeOf<Names<RuleGeoip>>();
  expectTypeOf<Words<Contexts["organization"]>>().toEqualTypeOf<
    Part<RuleContext, "organization">
  >();
});

describe("a name in a login is in doubt", () => {
  test.each([
    [{ user: { emial: "a" } }, "user.emial, did you mean email?"],
    [{ user: { app_metdata: {} } }, "user.app_metdata, did you mean app_metadata?"],
    [{ event: { request: { useragent: "a" } } }, "request.useragent, did you mean user_agent?"],
    [
      { event: { request: { geoip: { country_code: "DE" } } } },
      "request.geoip.country_code, did you mean countryCode?",
    ],
    [{ context: { clinetName: "a" } }, "context.clinetName, did you mean clientName?"],
    [
      { context: { stats: { loginCount: 1 } } },
      "context.stats.loginCount, did you mean loginsCount?",
    ],
  ])("if it is near to one that is missing: %j", (written, doubt) => {
    expect(findDoubts(written)).toEqual([`Auth0 knows no ${doubt}`]);
  });

  test.each([
    [{}],
    [{ user: { email: "a", emails: ["a"] } }],
    [{ user: { age: 30, department: "Sales", locale: "en" } }],
    [{ user: { user_metadata: { emial: 1 } } }],
    [{ context: { mine: 1 } }],
    [{ user: 1, event: { request: null, client: "a" }, context: [] }],
  ])("unless it may well be meant: %j", (written) => {
    expect(findDoubts(written)).toEqual([]);
  });
});

test.each([
  [{ user: { email_verified: "yes" } }, "user.email_verified is always true or false at Auth0"],
  [{ user: { email: ["a"] } }, "user.email is always text at Auth0"],
  [{ event: { stats: { logins_count: "1" } } }, "stats.logins_count is always a number at Auth0"],
])("a value of another type is in doubt: %j", (written, doubt) => {
  expect(findDoubts(written)).toEqual([doubt]);
});

test("what an event cannot have is named, with what may be meant", () => {
  const event = { user: {}, cleint: {}, protcol: "samlp", groups: [], further: 1 };
  expect(findStrangers(event, ["protocol", "groups"])).toEqual([
    "a login has no cleint, so it is left out, did you mean client?",
    "a login has no protcol, so it is left out, did you mean protocol?",
    "a login has no further, so it is left out",
  ]);
});
