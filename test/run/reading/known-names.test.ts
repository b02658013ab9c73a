import { describe, expect, expectTypeOf, test } from "vitest";

import type { PostLoginEvent } from "../../../src/emulator/actions/types/event-types.ts";
import type { EventUser } from "../../../src/emulator/actions/types/user-types.ts";
import type { RuleContext, RuleUser } from "../../../src/emulator/rules/types.ts";
import type { eventUserNames } from "../../../src/run/reading/known-names.ts";
import {
  apiNames,
  auth0Names,
  contextNames,
  eventNames,
  namesOf,
  ruleUserNames,
  type Known,
  type KnownOf,
  type Members,
} from "../../../src/run/reading/known-names.ts";
import { loginAsAction, loginAsRule, done } from "../../emulator/forms.ts";
import type { PostLoginApi } from "../../../src/emulator/actions/types/api-types.ts";

/** A type with its intersections written out. */
type Flat<T> = T extends object ? { readonly [K in keyof T]: Flat<T[K]> } : T;

test("the known names are those of the types", () => {
  expectTypeOf<Flat<typeof ruleUserNames>>().toEqualTypeOf<Flat<KnownOf<RuleUser>>>();
  expectTypeOf<Flat<typeof eventUserNames>>().toEqualTypeOf<Flat<KnownOf<EventUser>>>();
  expectTypeOf<Flat<typeof contextNames>>().toEqualTypeOf<Flat<Members<RuleContext>>>();
  expectTypeOf<Flat<typeof eventNames>>().toEqualTypeOf<Flat<Members<PostLoginEvent>>>();
  expectTypeOf<Flat<typeof apiNames>>().toEqualTypeOf<Flat<Members<PostLoginApi>>>();
});

/** The paths in a value that the table does not have. */
function findUnknown(value: unknown, known: Known | undefined, path: string): string[] {
  if (known === undefined) {
    return [path];
  }
  if (known === "anything" || typeof value !== "object" || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      findUnknown(item, known["[]"] ?? "anything", `${path}[]`),
    );
  }
  return Object.entries(value).flatMap(([name, part]) =>
    findUnknown(part, Object.hasOwn(known, name) ? known[name] : known["*"], `${path}.${name}`),
  );
}

/** What a script wrote to its console, as JSON. */
async function written(outcome: ReturnType<typeof loginAsRule>): Promise<unknown> {
  return JSON.parse((await outcome).console[0]?.text ?? "");
}

describe("the known names are those that scripts get", () => {
  test("as context and user of a rule, which have nothing else", async () => {
    const look = `console.log(JSON.stringify({ context, user })); ${done}`;
    const known = { context: contextNames, user: ruleUserNames };
    expect(findUnknown(await written(loginAsRule(look)), known, "")).toEqual([]);
    expect(findUnknown({ context: { foo: 1 } }, known, "")).toEqual([".context.foo"]);
  });

  test("as event of an action, which has nothing else", async () => {
    const look = "console.log(JSON.stringify(event));";
    expect(findUnknown(await written(loginAsAction(look)), eventNames, "event")).toEqual([]);
  });

  test("as api of an action, all of them and no others", async () => {
    const members = await written(
      loginAsAction(
        "console.log(JSON.stringify(Object.fromEntries(Object.entries(api).map(([name, part]) => [name, Object.keys(part).sort()]))));",
      ),
    );
    const table = Object.entries(apiNames).map(([name, part]) => [name, namesOf(part).sort()]);
    expect(members).toEqual(Object.fromEntries(table));
  });

  test("as auth0 of a rule, all of them", async () => {
    // The token is made when it is read, by a getter of the class.
    const look = `const own = ["accessToken" in auth0 && "accessToken", ...Object.keys(auth0)];
      console.log(JSON.stringify([own, Object.keys(auth0.users)])); ${done}`;
    const [own, users] = (await written(loginAsRule(look))) as [string[], string[]];
    expect(own.sort()).toEqual(namesOf(auth0Names).sort());
    expect(users.sort()).toEqual(namesOf(auth0Names.users).sort());
  });
});
