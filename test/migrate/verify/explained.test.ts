import { expect, test } from "vitest";

import { emptyTrial } from "../../../src/explore/trial.ts";
import { migrate } from "../../../src/migrate/migrate.ts";
import { compareOn } from "../../../src/migrate/verify/compare.ts";
import { performHere } from "../perform-here.ts";

const end = "callback(null, user, context);";

/** What becomes of a rule with this body, and whether a search finds a difference. */
async function proofOf(body: string, logins = 60) {
  const code = `function rule(user, context, callback) {\n${body}\n}`;
  const migration = await migrate(code, {
    ...{ perform: performHere, seed: 1, logins },
    ...{ name: "rule.js", version: "0.0.0" },
  });
  if (migration.verdict === "cannot") {
    throw new Error(migration.obstacles.map(({ reason }) => reason).join("\n"));
  }
  const { level, verdict, conditions, exploration } = migration;
  const { difference } = exploration;
  return { level, verdict, difference, conditions: conditions.map(({ id }) => id) };
}

test("a crash is the same whatever the engine calls the expression that crashed", async () => {
  expect(await proofOf(`console.log((user.email || "").split("@")); ${end}`)).toMatchObject({
    level: "idiomatic",
    verdict: "same",
  });
});

test("an id that cannot be that of a primary user explains that the action fails", async () => {
  const proof = await proofOf(
    `if (user.app_metadata) context.primaryUser = user.app_metadata.main; ${end}`,
  );
  expect(proof.conditions).toContain("primary-user");
  expect(proof.difference).toBeUndefined();
});

test("a value that no attribute can have explains that the action fails, be it a login without SAML", async () => {
  const proof = await proofOf(
    `user.role = user.groups; context.samlConfiguration.mappings = { Role: "role" }; ${end}`,
  );
  expect(proof.level).toBe("idiomatic");
  expect(proof.difference).toBeUndefined();
});

test("a package may get another token of the Management API", async () => {
  const proof = await proofOf(`
    const { ManagementClient } = require("auth0@3.5.0");
    const client = new ManagementClient({ token: auth0.accessToken, domain: auth0.domain });
    client.getUser({ id: user.user_id }, function (err, found) {
      if (err) return callback(err);
      context.idToken.nick = found.nickname;
      ${end}
    });`);
  expect(proof.level).toBe("idiomatic");
  expect(proof.difference).toBeUndefined();
});

test("an action asks for the tokens that its rule asks for itself", async () => {
  const ask = 'await fetch("https://acme.example/oauth/token", { method: "POST" });';
  const rule = `async function rule(user, context, callback) { ${ask} ${end} }`;
  const action = `exports.onExecutePostLogin = async () => { ${ask} };`;
  const compared = await performHere({ rule, action }, (stage) => compareOn(stage, [emptyTrial]));
  expect(compared[0]?.differences).toEqual([]);
});

test("a claim that is set when the login is over is set in neither form", async () => {
  const proof = await proofOf(`
    const request = require("request@2.88.2");
    let left = 2;
    const done = (err) => {
      left = err ? -1 : left - 1;
      if (err) callback(err);
      else if (left === 0) ${end}
    };
    ["https://a.example.com/", "https://b.example.com/"].forEach((url) => {
      request.get({ url, json: true }, (err, response, body) => {
        if (!err) context.idToken[url] = body;
        done(err);
      });
    });`);
  expect(proof.level).toBe("wrapped");
  expect(proof.difference).toBeUndefined();
});

test("a method of authentication is always there where the list has one", async () => {
  const proof = await proofOf(
    `if (!context.authentication.methods.some(({ name }) => name === "mfa")) context.multifactor = { provider: "any" }; ${end}`,
  );
  expect(proof).toMatchObject({ level: "idiomatic", verdict: "same" });
});

test("a service that stays silent explains that the action runs out of time, which waits for it", async () => {
  const proof = await proofOf(
    `
    fetch("https://a.example.com/")
      .then((answer) => answer.json())
      .then(({ id }) => auth0.users.updateAppMetadata(user.user_id, { id }))
      .catch(() => {});
    ${end}`,
    200,
  );
  expect(proof.level).toBe("idiomatic");
  expect(proof.conditions).toContain("silent-service");
  expect(proof.difference).toBeUndefined();
});

test("scopes start from those of the token that is exchanged", async () => {
  const proof = await proofOf(`context.accessToken.scope = ["openid", "read:a"]; ${end}`);
  expect(proof.level).toBe("idiomatic");
  expect(proof.difference).toBeUndefined();
});

test("a place that is an empty object is told from none by a rule only", async () => {
  const proof = await proofOf(
    `context.idToken.known = context.request.geoip ? "yes" : "no"; ${end}`,
  );
  expect(proof.conditions).toContain("part-empty");
  expect(proof.difference).toBeUndefined();
});

test("an application that asks for no scope has none to lose", async () => {
  const proof = await proofOf(
    `context.accessToken.scope = (context.request.query.scope || "").split(" ").filter((scope) => (user.app_metadata.scopes || []).includes(scope)); ${end}`,
    200,
  );
  expect(proof.conditions).toContain("no-scopes");
  expect(proof.difference).toBeUndefined();
});

test("a login that asks for no scopes explains that an action has none to take away", async () => {
  const proof = await proofOf(
    `const scope = context.request.query.scope || "";
     context.accessToken.scope = user.email ? scope.split(" ").filter((name) => name !== "a") : "b";
     ${end}`,
    300,
  );
  expect(proof.difference).toBeUndefined();
});
