/*
 * This action runs rule.js inside an adapter, made by rules-templates 0.0.0. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */

exports.onExecutePostLogin = async (event, api) => {
  let result;
  try {
    const user = event.user;
    const context = ruleContext();
    result = await callRule(rule, user, context);
  } catch (error) {
    return api.access.deny(reasonOf(error));
  }
  tellApi(event, api, result);
};

// The context as a rule saw it, as far as this one uses it.
const ruleContext = () => ({
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
};

// The rule.
const rule = function readsFlag(user, context, callback) {
  if (!context.flow || !context.isPartner) return callback(null, user, context);

  context.flow.steps.push('claims');
  context.idToken['https://partners.example.com/partner'] = true;
  context.idToken['https://partners.example.com/steps'] = context.flow.steps.join(' ');
  callback(null, user, context);
};
