/** Something that rules often have, as the guide tells it. */
export interface Frequent {
  /** What a rule does. */
  readonly what: string;
  /** What becomes of it. */
  readonly becomes: string;
  /** Statements of a rule that do it. */
  readonly example: string;
  /** `cannot` where no action does the same. */
  readonly level: "idiomatic" | "wrapped" | "adapter" | "cannot";
  /** The page that states what the platform does. */
  readonly source: string;
}

const docs = "https://auth0.com/docs/";
const migrating = `${docs}customize/actions/migrate/migrate-from-rules-to-actions`;
const limitations = `${docs}customize/actions/migrate/actions-migration-limitations`;
const api = `${docs}customize/actions/reference/post-login/post-login-api-object`;
const event = `${docs}customize/actions/reference/post-login/post-login-event-object`;
const metadata = `${docs}manage-users/user-accounts/metadata/manage-metadata-rules`;
const dependencies = `${docs}customize/actions/manage-dependencies`;
const end = "callback(null, user, context);";
const claim = 'context.idToken["https://acme.example/a"]';

/** What rules have most often, the most frequent first. */
export const frequent: readonly Frequent[] = [
  {
    what: "Several calls of the callback, with an early `return`",
    becomes: "An early `return` each",
    example: `if (!user.email) return ${end}\n${claim} = 1;\n${end}`,
    ...{ level: "idiomatic", source: migrating },
  },
  {
    what: "The callback inside of a function that a request calls",
    becomes: "`await`, and what followed in the function follows the call",
    example: `require("request@2.88.2").get("https://acme.example/", (err, res, body) => {\nif (err) return callback(err);\n${claim} = body;\n${end}\n});`,
    ...{ level: "idiomatic", source: dependencies },
  },
  {
    what: "A chain of `.then` and `.catch`",
    becomes: "`await` inside of `try` and `catch`",
    example: `fetch("https://acme.example/")\n.then((res) => res.json())\n.then((body) => {\n${claim} = body.a;\n${end}\n})\n.catch(callback);`,
    ...{ level: "idiomatic", source: migrating },
  },
  {
    what: "An error variable in the callback",
    becomes: "`if (err) return api.access.deny(err.message);`",
    example: `require("request@2.88.2").get("https://acme.example/", (err) => callback(err, user, context));`,
    ...{ level: "idiomatic", source: api },
  },
  {
    what: "`callback(new UnauthorizedError(text))`",
    becomes: "`api.access.deny(text)`",
    example: `if (!user.email_verified) return callback(new UnauthorizedError("Verify your email."));\n${end}`,
    ...{ level: "idiomatic", source: limitations },
  },
  {
    what: "A path on which the callback is never called",
    becomes: "`throw`, because such a login never got in",
    example: `if (user.email_verified) ${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/actions/limitations` },
  },
  {
    what: "Code after the callback",
    becomes: "Nothing: the action ends where the rule called back",
    example: `${end}\nconsole.log("done");`,
    ...{ level: "idiomatic", source: `${docs}customize/rules/create-rules` },
  },
  {
    what: "A request that nobody waits for",
    becomes:
      "The same call. An action may be over before it is answered: put `await` before it if it matters",
    example: `require("request@2.88.2").post({ url: "https://acme.example/", json: { id: user.user_id } }, () => {});\n${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/actions/limitations` },
  },
  {
    what: "Another user or another context in the callback",
    becomes: "An adapter, which looks at what the callback gets",
    example: `callback(null, user, Object.assign({}, context, { idToken: { a: 1 } }));`,
    ...{ level: "adapter", source: migrating },
  },
  {
    what: "`user` whole to a function",
    becomes: "An adapter, unless the function is one of the rule's own",
    example: `const copy = (value) => JSON.parse(JSON.stringify(value));\nconst all = [user].map(copy);\n${claim} = all[0];\n${end}`,
    ...{ level: "adapter", source: event },
  },
  {
    what: "`context` whole to a function",
    becomes: "An adapter, because an event has other names",
    example: `const copy = (value) => JSON.parse(JSON.stringify(value));\nconst all = [context].map(copy);\n${claim} = all[0];\n${end}`,
    ...{ level: "adapter", source: event },
  },
  {
    what: "`user` or `context` to a function of the rule's own",
    becomes: "The function, with the names of the event",
    example: `const isStaff = (u) => u.email === "jo@acme.example";\nif (isStaff(user)) ${claim} = 1;\n${end}`,
    ...{ level: "idiomatic", source: event },
  },
  {
    what: "`configuration.KEY`",
    becomes: "`event.secrets.KEY`, with a secret of the action",
    example: `${claim} = configuration.PLAN;\n${end}`,
    ...{ level: "idiomatic", source: migrating },
  },
  {
    what: "Settings as a whole, or by a name that is worked out",
    becomes:
      "An adapter. List the settings as secrets yourself: the code does not say which there are",
    example: `${claim} = configuration[context.clientName];\n${end}`,
    ...{ level: "adapter", source: `${docs}customize/actions/limitations` },
  },
  {
    what: "`global` as a store that outlives a login",
    becomes: "A variable of the module, which this action alone has",
    example: `global.hits = (global.hits || 0) + 1;\n${claim} = global.hits;\n${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/rules/cache-resources` },
  },
  {
    what: "A helper that another rule put into `global`",
    becomes: "The same call. Copy the helper into the action, or make an Actions Module of it",
    example: `if (global.isStaff) ${claim} = 1;\n${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/actions/modules/actions-modules-overview` },
  },
  {
    what: "`auth0.users.updateAppMetadata(user.user_id, …)`",
    becomes: "`api.user.setAppMetadata(key, value)` for each key that changed",
    example: `user.app_metadata = user.app_metadata || {};\nuser.app_metadata.plan = "free";\nauth0.users.updateAppMetadata(user.user_id, user.app_metadata).then(() => ${end.slice(0, -1)}).catch(callback);`,
    ...{ level: "idiomatic", source: metadata },
  },
  {
    what: "A write that nobody waits for",
    becomes: "The same: Auth0 stores metadata when all actions have ended",
    example: `auth0.users.updateUserMetadata(user.user_id, { seen: true });\n${end}`,
    ...{ level: "idiomatic", source: metadata },
  },
  {
    what: "Metadata of another user",
    becomes:
      "Nothing. Call the Management API with a machine-to-machine application that is granted `update:users`",
    example: `auth0.users.updateAppMetadata("auth0|2", { a: 1 });\n${end}`,
    ...{ level: "cannot", source: migrating },
  },
  {
    what: "`user.app_metadata = user.app_metadata || {}`",
    becomes: "Nothing: an event always has metadata",
    example: `user.app_metadata = user.app_metadata || {};\n${claim} = user.app_metadata.plan;\n${end}`,
    ...{ level: "idiomatic", source: event },
  },
  {
    what: "`auth0.accessToken`, for the Management API",
    becomes:
      "A token that a machine-to-machine application gets; it needs `read:users` and `update:users`",
    example: `fetch(auth0.baseUrl + "/users", { headers: { authorization: "Bearer " + auth0.accessToken } }).then(() => ${end.slice(0, -1)}).catch(callback);`,
    ...{ level: "idiomatic", source: `${docs}customize/rules/use-management-api` },
  },
  {
    what: '`require("name@1.2.3")`',
    becomes: '`require("name")`, and the version as a dependency of the action',
    example: `const _ = require("lodash@4.17.21");\n${claim} = _.size(user.groups);\n${end}`,
    ...{ level: "idiomatic", source: dependencies },
  },
  {
    what: '`require("name")` without a version',
    becomes: "The same, with a version that is chosen for you and named",
    example: `const _ = require("lodash");\n${claim} = _.size(user.groups);\n${end}`,
    ...{ level: "idiomatic", source: dependencies },
  },
  {
    what: "`request`, `_`, `jwt`, `uuid` and other packages that were globals",
    becomes: "`require` at the top, with the version of that time as a dependency",
    example: `${claim} = _.size(user.groups);\n${end}`,
    ...{
      level: "idiomatic",
      source: `${docs}troubleshoot/product-lifecycle/past-migrations/migrate-to-nodejs-16`,
    },
  },
  {
    what: "`context.redirect = { url }` and a test for `redirect-callback`",
    becomes:
      "`api.redirect.sendUserTo(url)`, and `onContinuePostLogin` with the other half of the test",
    example: `if (context.protocol === "redirect-callback") return ${end}\ncontext.redirect = { url: "https://acme.example/terms" };\n${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/rules/redirect-users` },
  },
  {
    what: "`context.multifactor = { provider }`",
    becomes:
      "`api.multifactor.enable(provider, { allowRememberBrowser: true })`: an action does not remember the browser unless it says so",
    example: `context.multifactor = { provider: "any" };\n${end}`,
    ...{ level: "idiomatic", source: api },
  },
  {
    what: "`context.samlConfiguration.mappings = { name: path }`",
    becomes: "`api.samlResponse.setAttribute(name, value)` with the value at the path",
    example: `context.samlConfiguration.mappings = { mail: "email" };\n${end}`,
    ...{
      level: "idiomatic",
      source: `${docs}authenticate/protocols/saml/saml-configuration/customize-saml-assertions`,
    },
  },
  {
    what: "`context.samlConfiguration.key = value`",
    becomes:
      "`api.samlResponse.setKey(value)`. `logout`, `binding` and `authnContextDeclRef` have no setter: configure them in the SAML add-on",
    example: `context.samlConfiguration.lifetimeInSeconds = 3600;\n${end}`,
    ...{ level: "idiomatic", source: api },
  },
  {
    what: "`context.primaryUser = id`",
    becomes:
      "`api.authentication.setPrimaryUser(id)`, once a login; metadata that the same action sets are lost",
    example: `context.primaryUser = "auth0|1";\n${end}`,
    ...{ level: "idiomatic", source: api },
  },
  {
    what: "`context.accessToken.scope = [...]`",
    becomes:
      "`addScope` and `removeScope`, which no policy filters, as in a rule. `api.transaction.setTargetScopes` is what Auth0 recommends for new code: policies of the API, roles and consent filter it",
    example: `context.accessToken.scope = ["openid", "read:reports"];\n${end}`,
    ...{ level: "idiomatic", source: `${docs}customize/actions/handling-scopes-in-actions` },
  },
  {
    what: "`user.nickname = value`, for rules after it",
    becomes:
      "Nothing, and the condition says so. Pass on a text, a number or a boolean by `api.transaction.setMetadata`",
    example: `user.nickname = "x";\n${end}`,
    ...{ level: "idiomatic", source: migrating },
  },
  {
    what: "An attribute of an identity provider in the root of the user",
    becomes: "`event.user.attribute`",
    example: `${claim} = user.department;\n${end}`,
    ...{ level: "idiomatic", source: event },
  },
  {
    what: "`context.foo` that another rule has set",
    becomes:
      "An adapter, where it is absent. Migrate both rules into one action, or use `api.transaction.setMetadata`",
    example: `if (context.department) ${claim} = 1;\n${end}`,
    ...{ level: "adapter", source: `${docs}customize/rules/context-object` },
  },
  {
    what: "`delete user.x`, `delete context.idToken.email`",
    becomes:
      "Nothing: an action takes nothing out of the profile or a token. Leave it out where it is set, or request fewer scopes",
    example: `delete user.picture;\n${end}`,
    ...{ level: "cannot", source: limitations },
  },
  {
    what: "Tokens of identity providers",
    becomes:
      "Nothing. Read the user with the Management API and an application that is granted `read:user_idp_tokens`",
    example: `${claim} = user.identities[0].access_token;\n${end}`,
    ...{ level: "cannot", source: limitations },
  },
  {
    what: "`context.connectionOptions`",
    becomes:
      "Nothing. Copy what you need into the metadata of the connection, and read `event.connection.metadata`",
    example: `${claim} = context.connectionOptions.tenant_domain;\n${end}`,
    ...{ level: "cannot", source: limitations },
  },
  {
    what: "A loop with `await`",
    becomes: "The same loop",
    example: `for (const name of ["a", "b"]) {\n  const res = await fetch("https://acme.example/" + name);\n  if (!res.ok) return callback(new Error("no " + name));\n}\n${end}`,
    ...{ level: "idiomatic", source: migrating },
  },
  {
    what: "`setTimeout`",
    becomes: "`await` of a timer",
    example: `setTimeout(() => {\n${end}\n}, 100);`,
    ...{ level: "idiomatic", source: `${docs}customize/actions/limitations` },
  },
  {
    what: "`arguments`, `this`, `eval`",
    becomes: "An adapter",
    example: `arguments[2](null, arguments[0], arguments[1]);`,
    ...{ level: "adapter", source: migrating },
  },
];
