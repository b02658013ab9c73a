import fc from "fast-check";

/** What a rule is composed of: a text, with the rest of the rule where it says so. */
type Part = (rest: string, number: number) => string;

const end = "callback(null, user, context);";

const aValue = fc.constantFrom(
  "user.email",
  "user.name",
  "user.nickname",
  "user.user_id",
  "user.groups",
  "user.department",
  "(user.app_metadata || {}).plan",
  "user.user_metadata && user.user_metadata.lang",
  "context.clientName",
  "context.clientID",
  "context.connection",
  "context.connectionStrategy",
  "context.tenant",
  "context.protocol",
  "context.request.ip",
  "context.request.userAgent",
  "context.request.geoip.country_code",
  "context.request.query.audience",
  "context.stats.loginsCount",
  "(context.authorization || {}).roles",
  "context.organization && context.organization.name",
  "configuration.PLAN",
  'configuration["LABEL"]',
  "user.identities[0].provider",
  "user.identities.length",
  '"text"',
  "42",
);

const aCondition = fc.oneof(
  fc.constantFrom(
    "user.email_verified",
    "!user.email_verified",
    "!user.email",
    'context.clientName === "Back office"',
    'context.connection !== "Users"',
    'context.protocol === "oauth2-refresh-token"',
    'context.protocol === "samlp"',
    "context.stats.loginsCount > 1",
    'context.request.query.prompt === "none"',
    'context.request.geoip.country_code === "FR"',
    '(user.app_metadata || {}).plan === "gold"',
    'configuration.MODE === "strict"',
    'user.groups && user.groups.indexOf("admin") >= 0',
    '(context.authorization || { roles: [] }).roles.indexOf("admin") < 0',
    'user.email && user.email.split("@")[1] === configuration.STAFF_DOMAIN',
    "!user.app_metadata || !user.app_metadata.active",
    'context.organization && context.organization.name === "acme"',
    "user.identities.some(function (identity) { return identity.isSocial; })",
    'context.authentication && context.authentication.methods.some((method) => method.name === "mfa")',
  ),
);

const anError = fc.constantFrom(
  'new UnauthorizedError("Not today.")',
  'new Error("Not today.")',
  '"Not today."',
  'new UnauthorizedError("Not " + user.email)',
);

const aGuard: fc.Arbitrary<Part> = fc.oneof(
  fc.tuple(aCondition, anError).map(
    ([test, error]) =>
      (rest: string) =>
        `if (${test}) return callback(${error});\n${rest}`,
  ),
  aCondition.map((test) => (rest: string) => `if (${test}) return ${end}\n${rest}`),
  aCondition.map((test) => (rest: string) => `if (${test}) {\n  ${end}\n  return;\n}\n${rest}`),
  fc.tuple(aCondition, anError).map(
    ([test, error]) =>
      (rest: string) =>
        `if (${test}) {\n${rest}\n} else {\ncallback(${error});\n}`,
  ),
  // A path on which the rule never calls back.
  aCondition.map((test) => (rest: string) => `if (${test}) {\n${rest}\n}`),
);

const aClaim: fc.Arbitrary<Part> = fc
  .tuple(fc.constantFrom("idToken", "accessToken"), aValue, fc.option(aCondition))
  .map(([token, value, test]) => (rest: string, number: number) => {
    const claim = `context.${token}["https://acme.example/${number}"] = ${value};`;
    return `${test === null ? claim : `if (${test}) {\n  ${claim}\n}`}\n${rest}`;
  });

const aStore: fc.Arbitrary<Part> = fc
  .record({
    kind: fc.constantFrom("app_metadata", "user_metadata"),
    value: aValue,
    how: fc.constantFrom("then", "then-catch", "callback", "await", "arrow", "literal"),
  })
  .map(({ kind, value, how }) => (rest: string, number: number) => {
    const method = kind === "app_metadata" ? "updateAppMetadata" : "updateUserMetadata";
    const before = `user.${kind} = user.${kind} || {};\nuser.${kind}.key${number} = ${value};\n`;
    const call = `auth0.users.${method}(user.user_id, user.${kind})`;
    switch (how) {
      case "then":
        return `${before}${call}\n.then(function () {\n${rest}\n});`;
      case "then-catch":
        return `${before}${call}\n.then(function () {\n${rest}\n})\n.catch(function (err${number}) { callback(err${number}); });`;
      case "arrow":
        return `${before}${call}\n.then(() => {\n${rest}\n})\n.catch(callback);`;
      case "callback":
        return `${before}auth0.users.${method}(user.user_id, user.${kind}, function (err${number}) {\nif (err${number}) return callback(err${number});\n${rest}\n});`;
      case "literal":
        return `auth0.users.${method}(user.user_id, { key${number}: ${value} }).then(function () {\n${rest}\n}, callback);`;
      default:
        return `${before}${call};\n${rest}`;
    }
  });

const aRequest: fc.Arbitrary<Part> = fc
  .record({
    value: aValue,
    how: fc.constantFrom("get", "post", "json", "axios", "fetch", "silent"),
    error: fc.boolean(),
  })
  .map(({ value, how, error }) => (rest: string, number: number) => {
    const url = `"https://api.acme.example/${number}"`;
    const use = `context.idToken["https://acme.example/answer${number}"] = `;
    const check = error
      ? `if (err) return callback(err);\n`
      : "if (err) return callback(null, user, context);\n";
    switch (how) {
      case "get":
        return `const request = require("request@2.88.2");\nrequest.get(${url}, function (err, response, body) {\n${check}if (response.statusCode !== 200) return callback(new Error("status " + response.statusCode));\n${rest}\n});`;
      case "post":
        return `var request = require("request");\nrequest.post({ url: ${url}, json: { value: ${value} } }, (err, res, body) => {\n${check}${use}body && body.plan;\n${rest}\n});`;
      case "json":
        return `require("request")({ url: ${url}, json: true, headers: { authorization: "Bearer " + configuration.API_KEY } }, function (err, res, body) {\n${check}${rest}\n});`;
      case "axios":
        return `const axios = require("axios@0.27.2");\naxios.get(${url}, { timeout: 3000 })\n.then(function (res) {\n${use}res.data && res.data.plan;\n${rest}\n})\n.catch(function (err) { ${error ? "callback(err)" : end.slice(0, -1)}; });`;
      case "fetch":
        return `fetch(${url}, { method: "POST", body: JSON.stringify({ value: ${value} }) })\n.then((res) => res.json())\n.then((data) => {\n${use}data && data.plan;\n${rest}\n}, (err) => callback(${error ? "err" : "null, user, context"}));`;
      default:
        return `require("request").post({ url: ${url}, json: { user: user.user_id } }, function () {});\n${rest}`;
    }
  });

const anEffect: fc.Arbitrary<Part> = fc.oneof(
  fc
    .constantFrom(
      '{ provider: "any" }',
      '{ provider: "any", allowRememberBrowser: false }',
      '{ provider: "google-authenticator", ignoreCookie: true }',
      '{ provider: "duo", ikey: configuration.IKEY, skey: configuration.SKEY, host: "h" }',
    )
    .chain((factor) =>
      aCondition.map(
        (test) => (rest: string) => `if (${test}) context.multifactor = ${factor};\n${rest}`,
      ),
    ),
  fc
    .constantFrom('"email"', '"user_metadata.lang"', '"app_metadata.plan"', '"name"')
    .map(
      (path) => (rest: string, number: number) =>
        `context.samlConfiguration = context.samlConfiguration || {};\ncontext.samlConfiguration.mappings = { "urn:attribute:${number}": ${path} };\n${rest}`,
    ),
  fc.constant((rest: string) => `context.samlConfiguration.lifetimeInSeconds = 3600;\n${rest}`),
  aValue.map(
    (value) => (rest: string, number: number) =>
      `user.own${number} = ${value};\ncontext.idToken["https://acme.example/own${number}"] = user.own${number};\n${rest}`,
  ),
  fc.constant((rest: string) => `user.nickname = "x";\n${rest}`),
  fc.constant(
    (rest: string) =>
      `global.cache = global.cache || {};\nglobal.cache.hits = (global.cache.hits || 0) + 1;\n${rest}`,
  ),
  fc.constant((rest: string) => `context.accessToken.scope = ["openid", "read:x"];\n${rest}`),
  fc.constant((rest: string) => `console.log("user", user.user_id);\n${rest}`),
  aCondition.map(
    (test) => (rest: string) =>
      `if (context.protocol === "redirect-callback") return callback(null, user, context);\nif (${test}) context.redirect = { url: "https://go.acme.example/?u=" + encodeURIComponent(user.user_id) };\n${rest}`,
  ),
);

const aStructure: fc.Arbitrary<Part> = fc.oneof(
  fc.tuple(aCondition, anError).map(
    ([test, error]) =>
      (rest: string, number: number) =>
        `function check${number}(done) {\n  if (${test}) return done(${error});\n  done();\n}\ncheck${number}(function (problem) {\nif (problem) return callback(problem);\n${rest}\n});`,
  ),
  fc.constant(
    (rest: string, number: number) =>
      `const finish${number} = function () { ${end} };\n${rest.replace(/callback\(null, user, context\);(?![^]*callback\(null, user, context\);)/, `finish${number}();`)}`,
  ),
  aValue.map(
    (value) => (rest: string, number: number) =>
      `const list${number} = [].concat(${value} || []);\nlist${number}.forEach(function (item) {\n  context.idToken["https://acme.example/" + item] = true;\n});\n${rest}`,
  ),
  fc.constant((rest: string) => `try {\n${rest}\n} catch (e) {\n  callback(e);\n}`),
  fc.constant((rest: string) => `setTimeout(function () {\n${rest}\n}, 10);`),
  fc.constant(
    (rest: string, number: number) => `const settings${number} = configuration;\n${rest}`,
  ),
  fc.constant(
    (rest: string, number: number) =>
      `var { email, name } = user;\ncontext.idToken["https://acme.example/n${number}"] = email + name;\n${rest}`,
  ),
  fc.constant((rest: string) => `return Promise.resolve().then(() => {\n${rest}\n});`),
);

/** The rest of a rule is inside of what comes before it. */
const aPart = fc.oneof(
  { arbitrary: aGuard, weight: 4 },
  { arbitrary: aClaim, weight: 4 },
  { arbitrary: aStore, weight: 2 },
  { arbitrary: aRequest, weight: 2 },
  { arbitrary: anEffect, weight: 3 },
  { arbitrary: aStructure, weight: 2 },
);

/** A rule, composed at random of what rules are made of. */
export const aRule: fc.Arbitrary<string> = fc
  .record({
    parts: fc.array(aPart, { minLength: 1, maxLength: 5 }),
    head: fc.constantFrom(
      "function rule(user, context, callback)",
      "function (user, context, callback)",
      "async function rule(user, context, callback)",
      "(user, context, callback) =>",
    ),
  })
  .map(({ parts, head }) => {
    const body = parts.reduceRight((rest, part, index) => part(rest, index + 1), end);
    return `${head} {\n${body}\n}`;
  });
