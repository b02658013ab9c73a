import { describe, expect, test } from "vitest";

import { InputError } from "../../../src/input/input-error.ts";
import { parseReturns } from "../../../src/commands/try/returns.ts";

const parse = (value: unknown, settings = {}) =>
  parseReturns({ shown: "back.json", text: JSON.stringify(value) }, settings);

describe("the file of --resume", () => {
  test("says how the user comes back", () => {
    const back = { query: { a: "1" }, body: { b: "2" }, prompt: { fields: { c: "3" } } };
    expect(parse(back)).toEqual([back]);
  });

  test("or says so for several times", () => {
    expect(parse([{ query: {} }, {}])).toEqual([{ query: {} }, {}]);
  });

  test("names the setting that a token is signed with", () => {
    const token = { secret: "KEY", payload: { ok: true } };
    const [back] = parse({ token }, { KEY: "value" });
    expect(back?.token).toEqual({ secret: "value", payload: { ok: true } });
  });

  test.each([
    [1, "back.json does not say how the user comes back"],
    [{ quer: {} }, 'back.json has the unknown property "quer"'],
    [{ query: "a=1" }, "back.json needs an object as query"],
    [{ prompt: { field: {} } }, "back.json has the wrong property prompt.field"],
    [{ token: { secret: 1 } }, "back.json has the wrong property token.secret"],
    [{ token: {} }, "back.json names no setting as token.secret"],
    [{ token: { secret: "KEY" } }, /is to be signed with the setting KEY, which is not given$/],
  ])("is not %j", (value, message) => {
    expect(() => parse(value)).toThrow(InputError);
    expect(() => parse(value)).toThrow(message);
  });

  test.each([
    ["the value of a setting", "s3cr3t-value", { KEY: "s3cr3t-value" }],
    ["the value of one, in capitals", "SECRET", { KEY: "SECRET" }],
    ["a value that is not given", "hunter-2", {}],
    ["a value in capitals and digits", "JBSWY3DPEHPK3PXP", {}],
    ["a value of capitals alone", "QWERTZUIOPASDFGHJKLY", {}],
  ])("does not tell %s in the place of a key", (_, secret, settings) => {
    const attempt = () => parse({ token: { secret } }, settings);
    expect(attempt).toThrow("token.secret is not the key of one that is given");
    expect(attempt).not.toThrow(secret);
    try {
      attempt();
    } catch (error) {
      expect(JSON.stringify((error as InputError).problems)).not.toContain(secret);
    }
  });
});
