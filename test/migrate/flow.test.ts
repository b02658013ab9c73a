import { expect, test } from "vitest";

import { aRefusal, aTranslation, bodyOf } from "./aTranslation.ts";

const end = "callback(null, user, context);";

test("makes an early callback an early return", () => {
  expect(
    bodyOf(`if (user.a) return ${end}\nif (user.b) { ${end} return; }\nconsole.log(1);\n${end}`),
  ).toBe("if (event.user.a) return;\nif (event.user.b) return;\nconsole.log(1);");
});

test.each([
  ['new UnauthorizedError("no")', '"no"'],
  ['new Error("no " + user.email)', '"no " + event.user.email'],
  ['"no"', '"no"'],
  ["new Error(user.why)", 'String(event.user.why ?? "")'],
  ['new Error(user.why || "no")', 'String(event.user.why || "no")'],
])("denies what is called back with %s", (error, reason) => {
  expect(bodyOf(`callback(${error});`)).toBe(`api.access.deny(${reason});`);
});

test("ends by a function of the rule with what each call gives it", () => {
  const rule = `
    const done = (error) => callback(error, user, context);
    if (!user.email) return done(new Error("no"));
    done();`;
  expect(bodyOf(rule)).toBe('if (!event.user.email) return api.access.deny("no");');
});

test.each(["null", "undefined", "false", "void 0"])(
  "ends well where the function that ends the rule has no error but %s",
  (nothing) => {
    const rule = `
      const done = (error) => callback(error || ${nothing}, user, context);
      if (!user.email) return done();
      if (user.blocked) return done(new Error("no"));
      request.get(user.url, (err) => done(err));`;
    expect(bodyOf(rule)).toBe(
      [
        "if (!event.user.email) return;",
        'if (event.user.blocked) return api.access.deny("no");',
        "const err = await new Promise((resolve) => request.get(event.user.url, resolve));",
        "if (err) return api.access.deny(err.message);",
      ].join("\n"),
    );
  },
);

test("denies only where there is an error", () => {
  const rule = "request.get(user.url, function (err) { callback(err, user, context); });";
  expect(bodyOf(rule)).toBe(
    [
      "const err = await new Promise((resolve) => request.get(event.user.url, resolve));",
      "if (err) return api.access.deny(err.message);",
    ].join("\n"),
  );
});

test("writes what a callback did after the call", () => {
  const rule = `
    request.get(user.url, function (err, response, body) {
      if (err) return callback(err);
      context.idToken.a = body.a;
      ${end}
    });`;
  expect(bodyOf(rule)).toBe(
    [
      "const [err, , body] = await new Promise((resolve) =>",
      "  request.get(event.user.url, (...answer) => resolve(answer)),",
      ");",
      "if (err) return api.access.deny(err.message);",
      'api.idToken.setCustomClaim("a", body.a);',
    ].join("\n"),
  );
});

test("gives nested callbacks names that do not clash", () => {
  const rule = `
    request.get(user.a, function (err, body) {
      request.get(body.b, function (err, body) {
        console.log(body);
        callback(err, user, context);
      });
    });`;
  const body = bodyOf(rule);
  expect(body).toContain("const [, body] = await");
  expect(body).toContain("const [err2, body2] = await");
  expect(body).toContain("console.log(body2);");
});

test("awaits a chain, and catches what the chain would", () => {
  const rule = `
    fetch(user.url)
      .then((answer) => answer.json())
      .then((data) => { context.idToken.a = data.a; ${end} })
      .catch((error) => callback(error));`;
  expect(bodyOf(rule)).toBe(
    [
      "try {",
      "  const answer = await fetch(event.user.url);",
      "  const data = await answer.json();",
      '  api.idToken.setCustomClaim("a", data.a);',
      "} catch (error) {",
      "  api.access.deny(error.message);",
      "}",
    ].join("\n"),
  );
});

test("writes functions that only call back where they are called", () => {
  const rule = `
    const done = () => callback(null, user, context);
    function deny(message) { return callback(new UnauthorizedError(message)); }
    if (!user.email) return deny("no address");
    return done();`;
  expect(bodyOf(rule)).toBe('if (!event.user.email) return api.access.deny("no address");');
});

test("keeps a local function that ends the rule after it did something", () => {
  const rule = `
    function fail(message) { console.error(message); callback(new Error(message)); }
    if (!user.email) return fail("no address");
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "function fail(message) {",
      "  console.error(message);",
      "  api.access.deny(message);",
      "}",
      'if (!event.user.email) return fail("no address");',
    ].join("\n"),
  );
});

test("denies where the rule throws an error of its own, so that what is stored stays", () => {
  const rule = `
    auth0.users.updateAppMetadata(user.user_id, { seen: true });
    if (user.blocked) throw new Error("locked");
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      'api.user.setAppMetadata("seen", true);',
      'if (event.user.blocked) return api.access.deny("locked");',
    ].join("\n"),
  );
});

test("throws where the rule catches what it throws", () => {
  const rule = `try { if (user.blocked) throw new Error("a"); JSON.parse(user.b); } catch (e) {}\n${end}`;
  expect(bodyOf(rule)).toContain('throw new Error("a");');
});

test("throws on a path on which the rule never calls back", () => {
  const rule = `function (user, context, callback) {\n  if (user.email) {\n    ${end}\n  }\n}`;
  const { code, conditions } = aTranslation(rule);
  expect(code).toContain(
    '  if (event.user.email) return;\n  throw new Error("The rule does not call back here, so nobody could log in.");',
  );
  expect(conditions).toMatchObject([{ id: "silence", about: "silence" }]);
});

test("ends where the rule called back and went on to call back again", () => {
  expect(bodyOf(`if (user.a) { callback(new Error("no")); }\n${end}`)).toBe(
    'if (event.user.a) return api.access.deny("no");',
  );
});

test("keeps comments and blank lines", () => {
  const rule = `
    // First.
    const a = 1; // one

    /* Then. */
    console.log(a);
    ${end}`;
  expect(bodyOf(rule)).toBe("// First.\nconst a = 1; // one\n\n/* Then. */\nconsole.log(a);");
});

test("keeps the control flow in a promise where its order cannot be told", () => {
  const rule = `function (user, context, callback) { user.list.forEach(function (item) { if (item) callback(null, user, context); }); }`;
  const { level, code } = aTranslation(rule);
  expect(level).toBe("wrapped");
  expect(code).toContain("if (item) finish();");
});

test("refuses what goes on after the callback and could be seen", () => {
  const rule = `function (user, context, callback) { ${end} context.idToken.a = 1; request.get("x", callback); }`;
  expect(aRefusal(rule).obstacles).toMatchObject([{ id: "flow", adapterHelps: true }]);
});

test("says which lines of the rule became which lines of the action", () => {
  const rule = `function (user, context, callback) {\n  // Why.\n  context.idToken.a = 1;\n  ${end}\n}`;
  expect(aTranslation(rule).rewrites).toContainEqual({
    id: "claim",
    ruleLines: [3, 3],
    actionLines: [3, 3],
  });
});

test("takes the version out of what is required, and loads it at the top", () => {
  const rule = `function (user, context, callback) {\n  const _ = require("lodash@4.17.21");\n  console.log(_.now());\n  ${end}\n}`;
  const { code, dependencies } = aTranslation(rule);
  expect(code).toBe(
    'const _ = require("lodash");\n\nexports.onExecutePostLogin = async () => {\n  console.log(_.now());\n};\n',
  );
  expect(dependencies).toEqual([{ name: "lodash", version: "4.17.21", chosen: false }]);
});

test("requires what rules had as globals", () => {
  const rule = `function (user, context, callback) { console.log(uuid.v4()); ${end} }`;
  const { code, dependencies } = aTranslation(rule);
  expect(code).toContain('const uuid = require("uuid");\n');
  expect(dependencies).toMatchObject([{ name: "uuid", chosen: true }]);
});

test("gets a token of the Management API before it is used", () => {
  const rule = `
    async function (user, context, callback) {
      if (!user.email) return ${end}
      await fetch(auth0.baseUrl + "/users", { headers: { authorization: auth0.accessToken } });
      ${end}
    }`;
  const { code, secrets } = aTranslation(rule);
  expect(secrets).toEqual(["AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET", "AUTH0_DOMAIN"]);
  expect(code).toContain(
    "if (!event.user.email) return;\n  const managementToken = await getManagementToken(event.secrets);\n",
  );
});

test("stores within a chain, and goes on after it", () => {
  const rule = `
    fetch(user.url).then((answer) => {
      return auth0.users.updateAppMetadata(user.user_id, { seen: true }).then(() => {
        ${end}
      });
    }).catch((error) => callback(error));`;
  expect(bodyOf(rule)).toBe(
    [
      "try {",
      "  await fetch(event.user.url);",
      '  api.user.setAppMetadata("seen", true);',
      "} catch (error) {",
      "  api.access.deny(error.message);",
      "}",
    ].join("\n"),
  );
});

test("keeps the start of a chain that catches its own errors", () => {
  const rule = `
    fetch(user.url).catch(() => undefined).then((answer) => {
      context.idToken.ok = answer;
      ${end}
    });`;
  expect(bodyOf(rule)).toBe(
    [
      "const answer = await fetch(event.user.url).catch(() => undefined);",
      'api.idToken.setCustomClaim("ok", answer);',
    ].join("\n"),
  );
});

test("does not let the second function of then catch what the first one throws", () => {
  const rule = `fetch(user.url).then((answer) => { context.idToken.ok = answer.a.b; ${end} }, (error) => callback(error));`;
  expect(bodyOf(rule)).toBe(
    [
      "let answer;",
      "try {",
      "  answer = await fetch(event.user.url);",
      "} catch (error) {",
      "  return api.access.deny(error.message);",
      "}",
      'api.idToken.setCustomClaim("ok", answer.a.b);',
    ].join("\n"),
  );
});

test("does not write a callback into a try of the rule, which would catch its errors", () => {
  const rule = `function (user, context, callback) {
    try {
      request.get(JSON.parse(user.a), function (err, answer) { context.idToken.a = answer.b.c; ${end} });
    } catch (error) { ${end} }
  }`;
  expect(aTranslation(rule).level).toBe("wrapped");
});

test("says that the login waits for what the rule did not wait for", () => {
  const rule = `function (user, context, callback) { auth0.users.updateUserMetadata(user.user_id, { a: 1 }); ${end} }`;
  expect(aTranslation(rule).conditions).toMatchObject([{ id: "waiting", about: "waiting" }]);
});

test("does not take a factor that the rule itself asked for as one of an earlier rule", () => {
  const rule = `function (user, context, callback) {
    if (user.a) context.multifactor = { provider: "duo" };
    if (!context.multifactor) context.multifactor = { provider: "any" };
    ${end}
  }`;
  expect(aRefusal(rule).obstacles).toMatchObject([{ id: "claims-read", adapterHelps: true }]);
});

test("gives what is added names that the rule does not have", () => {
  const rule = `function (user, context, callback) {
    const ruleGeoip = 1, key = 2;
    context.idToken.place = context.request.geoip;
    Object.assign(context.idToken, user.claims);
    console.log(ruleGeoip, key);
    ${end}
  }`;
  const { code } = aTranslation(rule);
  expect(code).toContain("ruleGeoip2(event.request.geoip)");
  expect(code).toContain("for (const [key2, value] of Object.entries(event.user.claims))");
});

test("does not throw where the rule would catch it and let the user in", () => {
  const rule = `function (user, context, callback) {
    fetch(user.url).then(function (answer) {
      if (answer.ok) return;
      ${end}
    }).catch(function () { ${end} });
  }`;
  expect(aTranslation(rule).level).toBe("wrapped");
});

test("does not end before what a step of a chain returns", () => {
  const rule = `function (user, context, callback) {
    fetch(user.url).then(function (answer) {
      if (answer.ok) return answer.json();
      ${end}
    }).catch(function (error) { callback(error); });
  }`;
  expect(aTranslation(rule).level).toBe("wrapped");
});

test("loads modules before the functions that it adds", () => {
  const rule = `function (user, context, callback) {
    const a = require("lodash@4.17.21");
    context.idToken.place = context.request.geoip;
    ${end}
  }`;
  expect(aTranslation(rule).code).toMatch(/^const a = require\("lodash"\);\n\n\/\/ The place/);
});

test("loads a module once for both handlers", () => {
  const { code } = aTranslation(`
    function rule(user, context, callback) {
      const jwt = require("jsonwebtoken@9.0.2");
      if (context.protocol === "redirect-callback") {
        user.name = jwt.decode(context.request.query.token).name;
        return ${end}
      }
      context.redirect = { url: "https://example.com/?t=" + jwt.sign({}, configuration.SECRET) };
      ${end}
    }`);
  expect(code.match(/require\("jsonwebtoken"\)/g)).toHaveLength(1);
});

test.each([
  ["error || new Error('no')", "error ? error.message : 'no'"],
  ["error || 'no'", "error ? error.message : 'no'"],
])("denies with the first error that is there: %s", (error, reason) => {
  const rule = `request.get(user.url, function (error) { callback(${error}); });`;
  expect(bodyOf(rule)).toContain(`\napi.access.deny(${reason});`);
});

test("denies with either of two errors, or not at all", () => {
  const rule =
    "request.get(user.url, function (error, response) { callback(error || response.error, user, context); });";
  expect(bodyOf(rule)).toContain(
    "return api.access.deny(error ? error.message : response.error.message ?? response.error);",
  );
});

test.each([
  [
    "stream.promise.catch(function (reason) { callback(new Error(reason)); })",
    "finish(() => api.access.deny(reason))",
  ],
  [
    "stream.promise.catch(callback)",
    "(error) => finish(() => api.access.deny(error.message ?? error))",
  ],
  [
    'stream.on("error", function (error) { callback(error); })',
    "finish(error ? () => api.access.deny(error.message) : undefined)",
  ],
])("never lets in whom a wrapped rule denies without a reason: %s", (statement, denial) => {
  expect(bodyOf(`stream.on("data", () => ${end.slice(0, -1)});\n${statement};`)).toContain(denial);
});

test("keeps comments around and inside of an if", () => {
  const rule = `
    if (user.a /* why */) { // first
      console.log(1);
      /* More
       * of it. */
    } // between
    else if (user.b) console.log(2);
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "if (event.user.a) {",
      "  /* why */",
      "  // first",
      "  console.log(1);",
      "  /* More",
      "   * of it. */",
      "  // between",
      "} else if (event.user.b) {",
      "  console.log(2);",
      "}",
    ].join("\n"),
  );
});

test("keeps the comments before the rule", () => {
  const rule = `/**\n * What it does.\n */\n// Since 2019.\nfunction (user, context, callback) { ${end} }`;
  expect(aTranslation(rule).code).toBe(
    "/**\n * What it does.\n */\n// Since 2019.\nexports.onExecutePostLogin = async () => {};\n",
  );
});

test("names the error code of an error that is thrown", () => {
  const { conditions } = aTranslation(`
    function rule(user, context, callback) {
      Promise.resolve()
        .then(() => {
          if (user.blocked) throw new UnauthorizedError("no");
          ${end}
        })
        .catch(callback);
    }`);
  expect(conditions).toMatchObject([{ id: "error-code" }]);
});

test("keeps a step of a chain that returns in several places", () => {
  const rule = `
    fetch(user.url)
      .then((answer) => {
        if (!answer.ok) return {};
        return answer.json();
      })
      .then((body) => {
        context.idToken.plan = body.plan;
        ${end}
      })
      .catch(callback);`;
  expect(bodyOf(rule)).toBe(
    [
      "try {",
      "  const body = await fetch(event.user.url)",
      "    .then((answer) => {",
      "      if (!answer.ok) return {};",
      "      return answer.json();",
      "    });",
      '  api.idToken.setCustomClaim("plan", body.plan);',
      "} catch (error) {",
      "  api.access.deny(error.message);",
      "}",
    ].join("\n"),
  );
});

test("takes the callback as the second function of then", () => {
  const rule = `fetch(user.url).then((answer) => { ${end} }, callback);`;
  expect(bodyOf(rule)).toBe(
    [
      "try {",
      "  await fetch(event.user.url);",
      "} catch (error) {",
      "  return api.access.deny(error.message);",
      "}",
    ].join("\n"),
  );
});

test("has no need of a second function of then for what is stored, which cannot fail", () => {
  const rule = `auth0.users.updateAppMetadata(user.user_id, { a: 1 }).then(() => { ${end} }, callback);`;
  expect(bodyOf(rule)).toBe('api.user.setAppMetadata("a", 1);');
});

test("tries nothing that cannot fail, however long it is", () => {
  const rule = `
    auth0.users.updateAppMetadata(user.user_id, { a: 1 })
      .then(() => {
        context.idToken["https://a-long-namespace.example.com/" + user.name] = user.user_metadata.something;
        ${end}
      })
      .catch(callback);`;
  expect(bodyOf(rule)).not.toContain("try");
});

test("keeps a wrapped rule strict", () => {
  const rule = `"use strict";\nuser.list.forEach(function (item) { if (item) ${end} });`;
  expect(bodyOf(rule)).toContain('await new Promise((resolve) => {\n  "use strict";\n');
});

test("stores in a step of a chain that nobody waits for", () => {
  const rule = `
    fetch(user.url).then(({ id }) => auth0.users.updateAppMetadata(user.user_id, { id })).catch(() => {});
    ${end}`;
  expect(bodyOf(rule)).toBe(
    'await fetch(event.user.url).then(({ id }) => api.user.setAppMetadata("id", id)).catch(() => {});',
  );
});

test("takes a function that is called at once for what is in it", () => {
  const rule = `
    (async () => {
      const found = await fetch(user.url);
      if (!found.ok) return callback(new Error("no"));
      ${end}
    })().catch(callback);`;
  expect(bodyOf(rule)).toBe(
    [
      "try {",
      "  const found = await fetch(event.user.url);",
      '  if (!found.ok) return api.access.deny("no");',
      "} catch (error) {",
      "  api.access.deny(error.message);",
      "}",
    ].join("\n"),
  );
});
