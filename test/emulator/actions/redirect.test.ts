import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aTenant, aUser } from "../../support/describeTemplate.ts";
import { actionOf, done, loginAsAction, ruleOf, textOf } from "../forms.ts";

const send = 'api.redirect.sendUserTo("https://x.example/");';
const user = aUser({ user_id: "auth0|1" });

/** A token as another site makes it, independent of the emulator's own code. */
function sign(
  payload: object,
  secret: string,
  header: object = { alg: "HS256", typ: "JWT" },
): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const content = `${encode(header)}.${encode(payload)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

describe("an action that redirects", () => {
  test("keeps later actions waiting, and goes on in onContinuePostLogin (A-6)", async () => {
    const tenant = aTenant();
    const actions = [
      actionOf('console.log("first");'),
      actionOf(`console.log("away"); ${send}`, 'console.log("back");'),
      actionOf('console.log("last");'),
    ];
    const away = await tenant.login({ actions });
    expect(away).toMatchObject({ result: "redirected", redirect: { url: "https://x.example/" } });
    expect(textOf(away)).toEqual(["first", "away"]);
    const back = await tenant.resume();
    expect(back.result).toBe("allowed");
    expect(textOf(back)).toEqual(["back", "last"]);
  });

  test("gets another request on return, and the same transaction (A-24, A-31)", async () => {
    const tenant = aTenant();
    const look =
      "console.log(event.request.method, event.request.query.state, event.request.query.scope, event.transaction.protocol);";
    await tenant.login({ actions: [actionOf(`${look} ${send}`, look)] });
    expect(textOf(await tenant.resume({ body: {} }))).toEqual([
      "POST state-1 undefined oidc-basic-profile",
    ]);
  });

  test("fails on return without onContinuePostLogin (A-1)", async () => {
    const tenant = aTenant();
    await tenant.login({ actions: [actionOf(send)] });
    expect(await tenant.resume()).toMatchObject({
      result: "failed",
      error: { message: "the action must export an async function onContinuePostLogin" },
    });
  });

  test("may be followed by another one that redirects (A-6)", async () => {
    const tenant = aTenant();
    const actions = [actionOf(send, "0;"), actionOf(send, "0;")];
    await tenant.login({ actions });
    expect((await tenant.resume()).result).toBe("redirected");
    expect((await tenant.resume()).result).toBe("allowed");
  });

  test("stores its metadata before, keeps its claims with a warning, and passes on transaction metadata (A-7, A-66)", async () => {
    const tenant = aTenant({ users: [user] });
    const actions = [
      actionOf(
        `api.user.setAppMetadata("a", 1); api.idToken.setCustomClaim("c", 1); api.transaction.setMetadata("t", 2); ${send}`,
        "console.log(event.user.app_metadata.a, event.transaction.metadata.t);",
      ),
    ];
    const away = await tenant.login({ actions });
    expect(away.appMetadata).toEqual({ a: 1 });
    expect(away.warnings).toEqual([expect.stringContaining("not documented")]);
    const back = await tenant.resume();
    expect(textOf(back)).toEqual(["1 2"]);
    expect(back.idToken).toEqual({ c: 1 });
  });

  test("and denies is denied (A-40)", async () => {
    expect((await loginAsAction(`${send} api.access.deny("no");`)).result).toBe("denied");
  });

  test("needs an absolute URL (A-50)", async () => {
    expect((await loginAsAction('api.redirect.sendUserTo("/relative");')).result).toBe("failed");
  });
});

describe("api.redirect.encodeToken", () => {
  const encode = (options: string) =>
    loginAsAction(`console.log(api.redirect.encodeToken(${options}));`, { user }).then(textOf);

  test("signs who, when and from where with HS256 (A-51)", async () => {
    const [token = ""] = await encode('{ secret: "key", payload: { a: 1 } }');
    const iat = Date.parse("2026-01-15T12:00:00.000Z") / 1000;
    const payload = {
      iat,
      iss: "example.auth0.com",
      sub: "auth0|1",
      exp: iat + 900,
      ip: "203.0.113.7",
      a: 1,
    };
    expect(token).toBe(sign(payload, "key"));
  });

  test("lets the payload replace claims, and takes another life (A-51)", async () => {
    const [token = ""] = await encode(
      '{ secret: "k€y", expiresInSeconds: 60, payload: { sub: "ü" } }',
    );
    const payload = JSON.parse(
      Buffer.from(token.split(".")[1] ?? "", "base64url").toString(),
    ) as Record<string, unknown>;
    expect(payload).toMatchObject({ sub: "ü", exp: Number(payload["iat"]) + 60 });
    expect(token).toBe(sign(payload, "k€y"));
  });

  test("needs a secret (A-51)", async () => {
    const outcome = await loginAsAction("api.redirect.encodeToken({ payload: {} });");
    expect(outcome).toMatchObject({
      result: "failed",
      error: { message: "The secret must have a value." },
    });
  });
});

describe("api.redirect.validateToken", () => {
  const good = {
    sub: "auth0|1",
    iss: "example.auth0.com",
    state: "state-1",
    exp: 4e9,
    color: "red",
  };

  /** What validateToken says of what comes back. */
  async function validate(back: { query?: object; body?: object }, options = '{ secret: "key" }') {
    const tenant = aTenant({ users: [user] });
    const look = `try { console.log(api.redirect.validateToken(${options}).color); }
      catch (error) { console.log(error.message); }`;
    await tenant.login({ actions: [actionOf(send, look)] });
    return textOf(
      await tenant.resume({
        query: { ...back.query },
        ...(back.body && { body: { ...back.body } }),
      }),
    )[0];
  }

  test("gives the payload of a token that proves user, transaction and time (A-52)", async () => {
    expect(await validate({ query: { session_token: sign(good, "key") } })).toBe("red");
    expect(
      await validate(
        { body: { own: sign(good, "key") }, query: { own: "other" } },
        '{ secret: "key", tokenParameterName: "own" }',
      ),
    ).toBe("red");
  });

  test.each([
    ["another secret", sign(good, "other"), "its signature is invalid"],
    ["no JWT", "a.b", "it is not a JWT"],
    ["no signature", sign(good, "key", { alg: "none" }), "its algorithm is not HS256"],
    ["an expired token", sign({ ...good, exp: 1 }, "key"), "it has expired"],
    ["an end that is no time", sign({ ...good, exp: true }, "key"), "its times are not numbers"],
    ["a token that begins later", sign({ ...good, nbf: 4e9 }, "key"), "it is not valid yet"],
    [
      "another state",
      sign({ ...good, state: "state-2" }, "key"),
      "its state is not the one of the transaction",
    ],
    [
      "no state",
      sign({ ...good, state: undefined }, "key"),
      "its state is not the one of the transaction",
    ],
    ["another user", sign({ ...good, sub: "auth0|2" }, "key"), "its subject is not the user"],
    [
      "another issuer",
      sign({ ...good, iss: "https://example.auth0.com/" }, "key"),
      "its issuer is not the tenant's hostname",
    ],
  ])("refuses %s (A-52)", async (_what, token, reason) => {
    expect(await validate({ query: { session_token: token } })).toBe(
      `The session token is invalid: ${reason}`,
    );
  });

  test("accepts the token that a return is told to bring", async () => {
    const tenant = aTenant({ users: [user] });
    await tenant.login({
      actions: [
        actionOf(send, 'console.log(api.redirect.validateToken({ secret: "key" }).color);'),
      ],
    });
    const token = { secret: "key", payload: { color: "red" } };
    expect(textOf(await tenant.resume({ token }))).toEqual(["red"]);
  });

  test("refuses to go on without the parameter (A-52)", async () => {
    expect(await validate({})).toContain("There is no parameter called 'session_token'");
  });
});

describe("api.prompt.render", () => {
  test("shows a form and goes on with what the user entered (A-23, A-49)", async () => {
    const tenant = aTenant();
    const actions = [
      actionOf('api.prompt.render("ap_1", { fields: { a: 1 } });', "console.log(event.prompt);"),
    ];
    const shown = await tenant.login({ actions });
    expect(shown).toMatchObject({ result: "redirected", prompt: { id: "ap_1", fields: { a: 1 } } });
    expect(shown.redirect).toBeUndefined();
    const back = await tenant.resume({ prompt: { fields: { a: 2 }, vars: { b: 3 } } });
    expect(textOf(back)).toEqual(['{"id":"ap_1","fields":{"a":2},"vars":{"b":3}}']);
  });

  test.each([
    ["beside a redirect", `${send} api.prompt.render("ap_1");`],
    ["before a redirect", `api.prompt.render("ap_1"); ${send}`],
    ["twice", 'api.prompt.render("ap_1"); api.prompt.render("ap_2");'],
    ["with too much", 'api.prompt.render("ap_1", { vars: { a: "x".repeat(24 * 1024) } });'],
    ["without an id", "api.prompt.render();"],
  ])("is refused %s (A-49)", async (_what, body) => {
    expect((await loginAsAction(body)).result).toBe("failed");
  });
});

describe("api.authentication.recordMethod", () => {
  const record = 'api.authentication.recordMethod("https://mfa.example/");';

  test("shows the method in later logins of the user, to rules as well (A-46)", async () => {
    const tenant = aTenant({ users: [user] });
    await tenant.login({ actions: [actionOf(send, record)] });
    await tenant.resume();
    const look = actionOf("console.log(event.authentication.methods.map(({ name }) => name));");
    const rule = ruleOf(
      `console.log(context.authentication.methods.map(({ name }) => name)); ${done}`,
    );
    expect(textOf(await tenant.login({ rules: [rule], actions: [look] }))).toEqual([
      '["pwd","https://mfa.example/"]',
      '["pwd","https://mfa.example/"]',
    ]);
  });

  test.each([
    ["before a return", record, "0;"],
    ["with what is no http URL", send, 'api.authentication.recordMethod("ftp://x.example/");'],
  ])("is refused %s (A-46)", async (_what, execute, onReturn) => {
    const tenant = aTenant();
    const first = await tenant.login({ actions: [actionOf(execute, onReturn)] });
    const last = first.result === "redirected" ? await tenant.resume() : first;
    expect(last.result).toBe("failed");
  });
});
