/*
 * This action runs rule.js inside an adapter, made by rules-templates 0.0.0. The rule is at the end of this
 * file as it was. The code before it gives the rule what rules had, waits for its callback, and tells the
 * API what the rule has set.
 */

exports.onExecutePostLogin = async (event, api) => {
  let result;
  try {
    const rule = makeRule(event.secrets);
    const user = ruleUser(event);
    const context = ruleContext(event);
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
const ruleContext = (event) => ({
  clientID: event.client.client_id,
  request: {
    geoip: {
      country_code: event.request.geoip.countryCode,
      country_code3: event.request.geoip.countryCode3,
      country_name: event.request.geoip.countryName,
      city_name: event.request.geoip.cityName,
      latitude: event.request.geoip.latitude,
      longitude: event.request.geoip.longitude,
      time_zone: event.request.geoip.timeZone,
      continent_code: event.request.geoip.continentCode,
      subdivision_code: event.request.geoip.subdivisionCode,
      subdivision_name: event.request.geoip.subdivisionName,
    },
  },
  authorization: event.authorization,
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
const makeRule = (configuration) =>
async (user, context, callback) => {
  const roles = context.authorization?.roles ?? [];
  const tenant = user.app_metadata?.tenants?.[context.clientID] ?? configuration.DEFAULT_TENANT;
  const country = context.request?.geoip?.country_code?.toLowerCase();

  if (!tenant) {
    return callback(new UnauthorizedError(`No tenant for ${user.email ?? user.user_id}`));
  }

  context.idToken['https://saas.example.com/tenant'] = tenant;
  context.idToken['https://saas.example.com/admin'] ||= roles.includes('admin');
  context.idToken['https://saas.example.com/market'] = country === 'gb' ? 'uk' : (country ?? 'intl');
  callback(null, user, context);
};
