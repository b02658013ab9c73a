import { describe, expect, test } from "vitest";
import { magicNames } from "../../src/emulator/rules/magic-globals.ts";
import { runRule } from "../../src/emulator/tenant.ts";
import { loadRule, nodeModules } from "../../src/node/load.ts";
import { computing } from "../../src/node/modules.ts";
import { done, loginAsRule, textOf } from "../emulator/forms.ts";

describe("the runtime node12", () => {
  const run = (body: string, modules: Record<string, unknown> = {}) =>
    runRule(
      loadRule(`function rule(user, context, callback) {\n${body}\n${done}\n}`, {
        runtime: "node12",
        modules: nodeModules(modules),
      }),
    );

  test("loads a package when its free name is used, and not before (R-17)", async () => {
    const loaded: string[] = [];
    const packages = Object.defineProperty({}, "lodash", {
      enumerable: true,
      get: () => {
        loaded.push("lodash");
        return { pluck: () => "old" };
      },
    });
    expect(textOf(await run("console.log(user.name);", packages))).toEqual(["Jane Doe"]);
    expect(loaded).toEqual([]);
    expect(textOf(await run("console.log(_.pluck()); _.pluck();", packages))).toEqual(["old"]);
    expect(loaded).toEqual(["lodash"]);
  });

  test("fails as the platform does where a package is missing (R-17, R-31)", async () => {
    expect((await run("request.get();")).error?.message).toBe("Cannot find module 'request'");
  });

  test("makes what a free name was out of its package (R-17)", async () => {
    const sign = (_payload: unknown, _secret: unknown, options: unknown) => JSON.stringify(options);
    const modules = {
      jsonwebtoken: { sign, decode: () => "decoded", verify: () => "verified", other: 1 },
      range_check: { in_range: (address: string, ranges: string[]) => ranges.includes(address) },
      mysql: { createConnection: () => "connection", createPool: () => ({}) },
      mongodb: { ObjectID: "id" },
      "mongo-getdb": (url: string) => url,
      tedious: {
        Connection: class {
          config = 1;
        },
        Request: "r",
        TYPES: "t",
      },
      "easy-pbkdf2": () => "pbkdf2",
      pg: { connect: (url: string) => url },
    };
    const outcome = await run(
      `console.log(jwt.sign({}, "s", { expiresInMinutes: 5 }), jwt.decode(), jwt.other);
      console.log(ip("1").in_range(["1"]), mysql(), mysql_pool({ a: 1 }) === mysql_pool({ a: 1 }), ObjectID);
      console.log(mongo("mongodb://x"), mongo.ObjectID, sqlserver.connect().config, sqlserver.Types, pbkdf2, postgres("u"));
      try { mongo(""); } catch (error) { console.log("empty"); }
      console.log(crypto.createCipheriv("aes-128-cbc", "k".repeat(16), "i".repeat(16)).update("a") !== undefined);`,
      modules,
    );
    expect(textOf(outcome)).toEqual([
      '{"expiresIn":"5m"} decoded undefined',
      "true connection true id",
      "mongodb://x id 1 t pbkdf2 u",
      "empty",
      "true",
    ]);
  });

  test("has no fetch, and its free names are none of the process (R-17, R-35)", async () => {
    expect(textOf(await run("console.log(typeof fetch, typeof querystring.parse);"))).toEqual([
      "undefined function",
    ]);
    expect("_" in globalThis || "request" in globalThis).toBe(false);
  });

  test("gives the stack the lines of the file (R-17)", async () => {
    const rule = loadRule('function rule() {\n  throw new Error("here");\n}', {
      runtime: "node12",
      filename: "a.js",
      line: 10,
    });
    expect((await runRule(rule)).error?.stack).toContain("a.js:11:9");
  });
});

describe("the runtime node22", () => {
  test("has none of the free names but those of Node itself (R-18, R-19, R-35)", async () => {
    const names = magicNames.filter((name) => name !== "crypto");
    const outcome = await loginAsRule(
      `console.log([${names.map((name) => `typeof ${name}`).join()}].every((type) => type === "undefined"), typeof fetch); ${done}`,
    );
    expect(textOf(outcome)).toEqual(["true function"]);
  });
});

describe("a bare name of Node 12", () => {
  test.each([
    ["request", 'require("request"), or use fetch'],
    ["jwt", 'require("jsonwebtoken")'],
    ["_", 'require("lodash")'],
    ["mongo", 'require("mongo-getdb")'],
  ])("that is used on Node 22 is told as that: %s (R-138)", async (name, instead) => {
    const outcome = await loginAsRule(`${name}.toString(); ${done}`);
    expect(outcome).toMatchObject({
      result: "failed",
      error: { message: `${name} is not defined` },
      warnings: [expect.stringContaining(`${name} was a global up to Node 12`)],
    });
    expect(outcome.warnings[0]).toContain(instead);
    expect(outcome.warnings[0]).toContain("--runtime node12");
  });

  test.each([
    ["asked for", `if (typeof request !== "undefined") request.get(); ${done}`],
    ["declared", `const _ = { get: () => 1 }; _.get(); ${done}`],
    ["kept in global", `global.jwt = { sign: () => 1 }; jwt.sign(); ${done}`],
    ["not reached", `if (!user) uuid.v4(); ${done}`],
  ])("is no matter if it is %s (R-138)", async (_what, body) => {
    expect(await loginAsRule(body)).toMatchObject({ result: "allowed", warnings: [] });
  });

  test("that is another object on Node 22 is told as that, too: crypto (R-138)", async () => {
    const body = (
      crypto: string,
    ) => `try { console.log(${crypto}.createHash("md5").update("a").digest("hex").length); ${done} }
      catch (error) { callback(error); }`;
    const outcome = await loginAsRule(body("crypto"));
    expect(outcome.warnings).toEqual([expect.stringContaining('require("crypto")')]);
    const required = await loginAsRule(body('require("crypto")'));
    expect(required).toMatchObject({ result: "allowed", warnings: [] });
  });

  test("is no matter to the runtime node12 (R-138)", async () => {
    const script = `function rule(user, context, callback) { console.log(_.a); ${done} }`;
    const rule = loadRule(script, {
      runtime: "node12",
      modules: nodeModules({ lodash: { a: 1 } }),
    });
    expect(await runRule(rule)).toMatchObject({ result: "allowed", warnings: [] });
  });
});

describe("a package that only computes", () => {
  const clocked = {
    now: () => Date.now(),
    Point: class {
      made = new Date();
    },
  };
  const look = `const start = Date.now(); const made = require("uuid");
    console.log(made.now() - start, new made.Point() instanceof made.Point, new made.Point().made - start);
    setTimeout(() => { console.log(made.now() - start); ${done} }, 5000);`;

  test.each([
    ["is known", clocked],
    ["is marked", computing(clocked)],
  ])("has the login's time and leaves the login on its clock: it %s", async (_what, given) => {
    const began = performance.now();
    const id = given === clocked ? "uuid" : "own";
    const outcome = await loginAsRule(look.replace("uuid", id), { modules: { [id]: given } });
    expect(textOf(outcome)).toEqual(["0 true 0", "5000"]);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(Math.abs(Date.now() - clocked.now())).toBeLessThan(1_000);
  });
});
