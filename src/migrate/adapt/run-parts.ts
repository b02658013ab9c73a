// How an adapter runs its rule, and what it lends it: texts of functions and classes of an action.

/** Runs the rule. */
export const callRule = `// Runs the rule to its first callback. An error there, or one that it throws, refuses the login.
const callRule = (rule, user, context) =>
  new Promise((resolve, reject) => {
    const callback = (error, nextUser, nextContext) =>
      error ? reject(error) : resolve({ user: nextUser ?? user, context: nextContext ?? context });
    (async () => rule(user, context, callback))().catch(reject);
  });`;

/** Gives the text of what refused a login. */
export const reasonOf = `// What the application is told of an error.
const reasonOf = (error) => {
  if (typeof error !== "object" || error === null) return String(error);
  return typeof error.message === "string" ? error.message : "";
};`;

/** By name, the classes that rules had and actions do not. */
export const errorClasses: Readonly<Record<string, string>> = {
  UnauthorizedError: `class UnauthorizedError extends Error {
  name = "UnauthorizedError";
  code = "unauthorized";
  statusCode = 401;

  constructor(message) {
    super(message);
    this.description = message;
  }
}`,
  ValidationError: `class ValidationError extends Error {
  name = "ValidationError";
  statusCode = 400;

  constructor(code, message) {
    super(message);
    this.code = code;
    this.description = message;
  }
}`,
  WrongUsernameOrPasswordError: `class WrongUsernameOrPasswordError extends Error {
  name = "WrongUsernameOrPasswordError";
  code = "wrongusernameorpassword";
  statusCode = 400;

  constructor(userId, message) {
    super(message);
    this.user_id = userId;
  }
}`,
};

/** By method of a rule's `auth0.users`, the kind of metadata and the method of `api.user`. */
const methodNames: Readonly<Record<string, readonly [kind: string, setter: string]>> = {
  updateAppMetadata: ["app_metadata", "setAppMetadata"],
  updateUserMetadata: ["user_metadata", "setUserMetadata"],
};

const store = `// Stores metadata of the user who logs in, which Auth0 does when all actions have ended.
const storer = (event, kind, set) => {
  const stored = { ...event.user[kind] };
  const store = async (userId, metadata) => {
    if (userId !== event.user.user_id) throw new Error("an action stores metadata of its user only");
    if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) {
      throw new Error(\`Payload validation error: '\${kind}' must be an object\`);
    }
    // As the Management API does: keys are replaced, null removes one, an empty object removes all.
    const isEmpty = Object.keys(metadata).length === 0;
    const removed = Object.keys(stored).map((key) => [key, null]);
    const changes = isEmpty ? removed : Object.entries(JSON.parse(JSON.stringify(metadata)));
    for (const [key, value] of changes) {
      set(key, value);
      stored[key] = value;
      if (value === null) delete stored[key];
    }
    return { ...event.user, [kind]: { ...stored } };
  };
  return (userId, metadata, callback) => {
    const storing = store(userId, metadata);
    if (!callback) return storing;
    // In a turn of its own: an error of the callback is not an error of storing.
    storing.then(
      (user) => setImmediate(callback, null, user),
      (error) => setImmediate(callback, error),
    );
  };
};`;

/** Makes a rule's `auth0`, with the methods that the rule calls and other properties of it. */
export function printClient(
  methods: readonly string[],
  properties: readonly string[],
): readonly string[] {
  const lines = methods.flatMap((method) => {
    const found = Object.hasOwn(methodNames, method) ? methodNames[method] : undefined;
    if (!found) {
      return [];
    }
    const [kind, setter] = found;
    return [
      `    ${method}: storer(event, "${kind}", (key, value) => {`,
      `      api.user.${setter}(key, value);`,
      "    }),",
    ];
  });
  const users = lines.length > 0 ? [`  users: {`, ...lines, "  },"] : [];
  const isWaiting = properties.some((line) => line.includes("await"));
  const parameters = lines.length > 0 ? "event, api" : "event";
  const client = [
    "// auth0 of a rule, as far as this one uses it.",
    `const ruleClient = ${isWaiting ? "async " : ""}(${parameters}) => ({`,
    ...users,
    ...properties.map((line) => `  ${line},`),
    "});",
  ].join("\n");
  return lines.length > 0 ? [client, store] : [client];
}

/** The methods of `auth0.users`. */
export const metadataMethods: readonly string[] = Object.keys(methodNames);
