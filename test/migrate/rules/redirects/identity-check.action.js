/*
 * This action runs rule.js inside an adapter, made by rules-templates 0.0.0. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */

exports.onExecutePostLogin = async (event, api) => runRule(event, api, false);

exports.onContinuePostLogin = async (event, api) => runRule(event, api, true);

const runRule = async (event, api, isReturn) => {
  const protocol = isReturn ? "redirect-callback" : event.transaction?.protocol;
  let result;
  try {
    const rule = makeRule(event.secrets, ruleClient(event, api));
    const user = ruleUser(event);
    const context = ruleContext(event, protocol);
    result = await callRule(rule, user, context);
  } catch (error) {
    return api.access.deny(reasonOf(error));
  }
  tellApi(event, api, result, isReturn);
};

// The user as a rule saw it.
// What is empty in an event was absent for a rule.
const ruleUser = ({ user }) => {
  const profile = { ...user };
  if (Object.keys(user.app_metadata ?? {}).length === 0) delete profile.app_metadata;
  return profile;
};

// The context as a rule saw it, as far as this one uses it.
const ruleContext = (event, protocol) => ({
  protocol,
});

// Runs the rule to its first callback. An error there, or one that it throws, refuses the login.
const callRule = (rule, user, context) =>
  new Promise((resolve, reject) => {
    const callback = (error, nextUser, nextContext) =>
      error ? reject(error) : resolve({ user: nextUser ?? user, context: nextContext ?? context });
    (async () => rule(user, context, callback))().catch(reject);
  });

// What the application is told of an error.
const reasonOf = (error) => {
  if (typeof error !== "object" || error === null) return String(error);
  return typeof error.message === "string" ? error.message : "";
};

// Tells the API what the rule has set.
const tellApi = (event, api, { user, context }, isReturn) => {
  // The rule runs again when the user is back, so what else it has set by now does not count.
  if (!isReturn && typeof context.redirect?.url === "string") {
    api.redirect.sendUserTo(context.redirect.url);
    return;
  }
};

// auth0 of a rule, as far as this one uses it.
const ruleClient = (event, api) => ({
  users: {
    updateAppMetadata: storer(event, "app_metadata", (key, value) => {
      api.user.setAppMetadata(key, value);
    }),
  },
});

// Stores metadata of the user who logs in, which Auth0 does when all actions have ended.
const storer = (event, kind, set) => {
  const stored = { ...event.user[kind] };
  const store = async (userId, metadata) => {
    if (userId !== event.user.user_id) throw new Error("an action stores metadata of its user only");
    if (typeof metadata !== "object" || metadata === null || Array.isArray(metadata)) {
      throw new Error(`Payload validation error: '${kind}' must be an object`);
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
};

class UnauthorizedError extends Error {
  name = "UnauthorizedError";
  code = "unauthorized";
  statusCode = 401;

  constructor(message) {
    super(message);
    this.description = message;
  }
}

// The rule.
const makeRule = (configuration, auth0) =>
async function identityCheck(user, context, callback) {
  const axios = require('axios');
  const api = axios.create({
    baseURL: configuration.IDENTITY_URL,
    headers: { Authorization: `Bearer ${configuration.IDENTITY_TOKEN}` },
    timeout: 5000,
  });

  user.app_metadata = user.app_metadata || {};

  try {
    if (context.protocol === 'redirect-callback') {
      const { data } = await api.get(`/checks/${user.app_metadata.id_check}`);
      if (data.status !== 'passed') {
        return callback(new UnauthorizedError('Your identity could not be confirmed.'));
      }
      await auth0.users.updateAppMetadata(user.user_id, { id_passed: true });
      return callback(null, user, context);
    }

    if (user.app_metadata.id_passed) {
      return callback(null, user, context);
    }

    const { data: check } = await api.post('/checks', { reference: user.user_id, email: user.email });
    user.app_metadata.id_check = check.id;
    await auth0.users.updateAppMetadata(user.user_id, { id_check: check.id });
    context.redirect = { url: check.url };
    return callback(null, user, context);
  } catch (error) {
    console.log(error.message);
    return callback(new Error('Your identity could not be checked.'));
  }
};
