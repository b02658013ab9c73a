import { expect, test } from "vitest";

import { createTenant } from "../../src/emulator/tenant.ts";
import { aUser } from "../../src/emulator/login/samples.ts";
import { loadAction } from "../../src/node/load.ts";
import { aRefusal, aTranslation, bodyOf, trimmed } from "./aTranslation.ts";

const end = "callback(null, user, context);";

test.each([
  ['context.idToken["https://x/a"] = 1;', 'api.idToken.setCustomClaim("https://x/a", 1);'],
  [
    "context.accessToken.plan = user.name;",
    'api.accessToken.setCustomClaim("plan", event.user.name);',
  ],
  ["context.idToken = { ...context.idToken, a: 1 };", 'api.idToken.setCustomClaim("a", 1);'],
  [
    "context.idToken = Object.assign({}, context.idToken, { a: 1 });",
    'api.idToken.setCustomClaim("a", 1);',
  ],
  ["Object.assign(context.idToken, { a: 1 });", 'api.idToken.setCustomClaim("a", 1);'],
  ["const t = context.idToken; t.a = 1;", 'api.idToken.setCustomClaim("a", 1);'],
  ["context.primaryUser = user.user_id;", "api.authentication.setPrimaryUser(event.user.user_id);"],
])("writes %s as the API does", (rule, action) => {
  expect(bodyOf(`${rule}\n${end}`)).toBe(action);
});

test.each([
  ['{ provider: "any" }', '"any", { allowRememberBrowser: true }'],
  ['{ provider: "any", allowRememberBrowser: false }', '"any", { allowRememberBrowser: false }'],
  ['{ provider: "any", ignoreCookie: true }', '"any", { allowRememberBrowser: false }'],
  [
    '{ provider: "any", allowRememberBrowser: user.x }',
    '"any", { allowRememberBrowser: event.user.x !== false }',
  ],
  [
    '{ provider: "duo", ikey: "i", host: "h" }',
    '"duo", {\n  allowRememberBrowser: true,\n  providerOptions: { host: "h", ikey: "i" },\n}',
  ],
])("asks for the factor %s with the browser remembered as in the rule", (factor, given) => {
  expect(bodyOf(`context.multifactor = ${factor};\n${end}`)).toBe(
    `api.multifactor.enable(${given});`,
  );
});

test("stores metadata key by key", () => {
  const rule = `auth0.users.updateAppMetadata(user.user_id, { a: 1, [user.x]: 2 });\n${end}`;
  expect(bodyOf(rule)).toBe(
    'api.user.setAppMetadata("a", 1);\napi.user.setAppMetadata(event.user.x, 2);',
  );
});

test("stores what a rule changes in memory and hands over as a whole", () => {
  const rule = `
    user.app_metadata = user.app_metadata || {};
    user.app_metadata.plan = "free";
    auth0.users.updateAppMetadata(user.user_id, user.app_metadata)
      .then(function () { callback(null, user, context); })
      .catch(function (err) { callback(err); });`;
  expect(bodyOf(rule)).toBe('api.user.setAppMetadata("plan", "free");');
});

test("stores what a rule changes inside of a key of metadata", () => {
  const rule = `
    user.app_metadata.list.push(1);
    auth0.users.updateAppMetadata(user.user_id, user.app_metadata);
    ${end}`;
  expect(bodyOf(rule)).toBe(
    'event.user.app_metadata.list.push(1);\napi.user.setAppMetadata("list", event.user.app_metadata.list);',
  );
});

test("does not store what the rule may not come to store", () => {
  const rule = `
    user.app_metadata.seen = true;
    if (user.blocked) return callback(new Error("blocked"));
    auth0.users.updateAppMetadata(user.user_id, user.app_metadata);
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "event.user.app_metadata.seen = true;",
      'if (event.user.blocked) return api.access.deny("blocked");',
      'api.user.setAppMetadata("seen", event.user.app_metadata.seen);',
    ].join("\n"),
  );
});

test("sets the attributes of a SAML response to the values at their paths", () => {
  const rule = `
    context.samlConfiguration.mappings = { Email: "email", Dept: "app_metadata.org.dept" };
    context.samlConfiguration.lifetimeInSeconds = 60;
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      'api.samlResponse.setAttribute("Email", event.user.email);',
      'api.samlResponse.setAttribute("Dept", event.user.app_metadata.org?.dept);',
      "api.samlResponse.setLifetimeInSeconds(60);",
    ].join("\n"),
  );
});

test("sets an attribute when its value is written, be it after the mapping", () => {
  const rule = `
    context.samlConfiguration.mappings = { Groups: "joined" };
    user.joined = user.groups.join(",");
    ${end}`;
  expect(bodyOf(rule).split("\n").slice(-2)).toEqual([
    'user.joined = user.groups.join(",");',
    'api.samlResponse.setAttribute("Groups", user.joined);',
  ]);
});

test("drops what a rule changes of the user for rules after it, and says so", () => {
  const rule = `function (user, context, callback) { user.nick = "x"; ${end} }`;
  const { code, conditions } = aTranslation(rule);
  expect(code).toBe("exports.onExecutePostLogin = async () => {};\n");
  expect(conditions).toMatchObject([{ id: "user-edit", about: "surroundings" }]);
});

test("keeps what outlives a login in a variable of the module", () => {
  const rule = `function (user, context, callback) { global.seen = (global.seen || 0) + 1; ${end} }`;
  expect(aTranslation(rule).code).toBe(
    "let seen;\n\nexports.onExecutePostLogin = async () => {\n  seen = (seen || 0) + 1;\n};\n",
  );
});

test("makes two handlers of a rule that redirects", () => {
  const rule = `
    function (user, context, callback) {
      if (context.protocol === "redirect-callback") {
        if (context.request.query.ok !== "1") return callback(new Error("no"));
        return callback(null, user, context);
      }
      context.redirect = { url: "https://x.example" };
      ${end}
    }`;
  expect(aTranslation(rule).code).toBe(
    `exports.onExecutePostLogin = async (event, api) => {
  api.redirect.sendUserTo("https://x.example");
};

exports.onContinuePostLogin = async (event, api) => {
  if (event.request.query.ok !== "1") return api.access.deny("no");
};
`,
  );
});

test.each([
  ["claim-removed", "delete context.idToken.email;"],
  ["claim-unset", "context.idToken.a = 1; if (user.b) delete context.idToken.a;"],
  ["user-deleted", "delete user.picture;"],
  ["other-user", 'auth0.users.updateAppMetadata("auth0|2", { a: 1 });'],
  ["management-token", "const users = auth0.users; users.updateAppMetadata(user.user_id, {});"],
  ["management-token", "auth0.users.getAll();"],
  ["saml-setting", "context.samlConfiguration.logout = {};"],
  ["saml-mapping", "context.samlConfiguration = { ...context.samlConfiguration, audience: 1 };"],
  ["context-write", "context.request.ip = 1;"],
  ["claims-read", "console.log(context.idToken.a);"],
  ["claims-read", "context.idToken.list = []; context.idToken.list.push(1);"],
])("says that it cannot translate: %s in %s", (id, code) => {
  const { obstacles } = aRefusal(`function (user, context, callback) {\n  ${code}\n  ${end}\n}`);
  expect(obstacles.map((obstacle) => [obstacle.id, obstacle.place.line])).toContainEqual([id, 2]);
});

test("keeps what is mapped already", () => {
  const rule = `
    context.samlConfiguration.mappings = context.samlConfiguration.mappings || {};
    context.samlConfiguration.mappings.Email = "email";
    ${end}`;
  expect(bodyOf(rule)).toBe('api.samlResponse.setAttribute("Email", event.user.email);');
});

test("indents each of the lines that a statement becomes", () => {
  const rule = `
    switch (context.clientName) {
      case "Wiki":
        context.samlConfiguration.mappings = { uid: "nickname", mail: "email" };
        break;
    }
    [1].forEach(function (item) {
      context.idToken["https://a-long-namespace.example.com/" + item] = user.app_metadata.something;
    });
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      "switch (event.client.name) {",
      '  case "Wiki":',
      '    api.samlResponse.setAttribute("uid", event.user.nickname);',
      '    api.samlResponse.setAttribute("mail", event.user.email);',
      "    break;",
      "}",
      "[1].forEach(function (item) {",
      "  api.idToken.setCustomClaim(",
      '    "https://a-long-namespace.example.com/" + item,',
      "    event.user.app_metadata.something,",
      "  );",
      "});",
    ].join("\n"),
  );
});

test("says which options of a factor are lost", () => {
  const rule = `context.multifactor = { provider: "google-authenticator", issuer: "Acme" }; ${end}`;
  const { conditions } = aTranslation(`function (user, context, callback) { ${rule} }`);
  expect(conditions).toMatchObject([
    {
      id: "factor-option",
      sentence: "the issuer of the factor does not matter, which an action cannot set",
    },
  ]);
});

test("leaves out of each handler what only the other one needs", () => {
  const rule = `
    function rule(user, context, callback) {
      const isBack = context.protocol === "redirect-callback";
      const limit = user.app_metadata.limit;
      const unusedBefore = 1;
      function isOld() {
        if (context.protocol === "redirect-callback") return false;
        return limit > 90;
      }
      if (isBack) return ${end}
      if (isOld()) context.redirect = { url: "https://example.com/" };
      ${end}
    }`;
  expect(aTranslation(rule).code).toBe(
    trimmed(`
      exports.onExecutePostLogin = async (event, api) => {
        const limit = event.user.app_metadata.limit;
        const unusedBefore = 1;
        function isOld() {
          return limit > 90;
        }
        if (isOld()) {
          api.redirect.sendUserTo("https://example.com/");
        }
      };

      exports.onContinuePostLogin = async () => {
        const unusedBefore = 1;
      };`) + "\n",
  );
});

test("keeps what could fail, though nothing uses it any longer", () => {
  const rule = `
    function rule(user, context, callback) {
      const limit = user.app_metadata.plan.limit;
      if (context.protocol === "redirect-callback") return ${end}
      context.redirect = { url: "https://example.com/" + limit };
      ${end}
    }`;
  expect(aTranslation(rule).code.split("onContinuePostLogin")[1]).toContain(
    "const limit = event.user.app_metadata.plan.limit;",
  );
});

test.each([
  'user.nick = "x"; console.log(user.nick);',
  'context.samlConfiguration.mappings = { Nick: "nick" }; user.nick = "x";',
  'Object.assign(user, { nick: "x" }); console.log(user.nick);',
])("says that rules after it do not see what it changes and reads itself: %s", (rule) => {
  const { conditions } = aTranslation(`function (user, context, callback) { ${rule} ${end} }`);
  expect(conditions.map(({ id }) => id)).toContain("user-edit");
});

test("asks for no scope without a name", async () => {
  const rule = `function (user, context, callback) { context.accessToken.scope = "".split(" "); ${end} }`;
  const { code } = aTranslation(rule);
  const outcome = await createTenant({ users: [aUser()] }).login({ actions: [loadAction(code)] });
  expect(outcome).toMatchObject({ result: "allowed", scope: [] });
});

test("names a claim that is an object which the rule changes afterwards", () => {
  const rule = `
    const space = "https://acme.example/claims";
    context.idToken[space] = { roles: ["user"] };
    if (user.isAdmin) {
      context.idToken[space].roles.push("admin");
    }
    context.accessToken[space] = context.idToken[space];
    ${end}`;
  expect(bodyOf(rule)).toBe(
    [
      'const space = "https://acme.example/claims";',
      'const claims = { roles: ["user"] };',
      "api.idToken.setCustomClaim(space, claims);",
      "if (event.user.isAdmin) {",
      '  claims.roles.push("admin");',
      "}",
      "api.accessToken.setCustomClaim(space, claims);",
    ].join("\n"),
  );
});

test("does not name an object that is set under a key which changes", () => {
  const rule = `
    let key = "a";
    context.idToken[key] = { b: 1 };
    key = "c";
    context.idToken[key].b = 2;
    ${end}`;
  const { obstacles } = aRefusal(`function (user, context, callback) { ${rule} }`);
  expect(obstacles.map(({ id }) => id)).toContain("claims-read");
});
