/*
 * This action runs rule.js inside an adapter, made by rules-templates 0.0.0. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */

exports.onExecutePostLogin = async (event, api) => {
  let result;
  try {
    const user = ruleUser(event);
    const context = ruleContext();
    result = await callRule(rule, user, context);
  } catch (error) {
    return api.access.deny(reasonOf(error));
  }
  tellApi(event, api, result);
};

// The user as a rule saw it.
// What is empty in an event was absent for a rule.
const ruleUser = ({ user }) => {
  const profile = { ...user };
  if (Object.keys(user.app_metadata ?? {}).length === 0) delete profile.app_metadata;
  return profile;
};

// The context as a rule saw it, as far as this one uses it.
const ruleContext = () => ({
  accessToken: {},
  idToken: {},
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
const tellApi = (event, api, { context }) => {
  for (const [name, value] of Object.entries(context.idToken ?? {})) {
    api.idToken.setCustomClaim(name, value);
  }
  for (const [name, value] of Object.entries(context.accessToken ?? {})) {
    if (name !== "scope") api.accessToken.setCustomClaim(name, value);
  }
};

// The rule.
const rule = function graphClaims(user, context, callback) {
  const namespace = "https://graph.example.com/claims";
  context.idToken[namespace] = {
    'x-graph-default-role': 'member',
    'x-graph-allowed-roles': ['member'],
    'x-graph-user-id': user.user_id
  };
  if (user.app_metadata && user.app_metadata.is_manager) {
    context.idToken[namespace]['x-graph-default-role'] = 'manager';
    context.idToken[namespace]['x-graph-allowed-roles'].push('manager');
  }
  context.accessToken[namespace] = context.idToken[namespace];
  callback(null, user, context);
};
