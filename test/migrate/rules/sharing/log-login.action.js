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
    const rule = makeRule(event.secrets);
    const user = ruleUser(event);
    const context = ruleContext(event, protocol);
    result = await callRule(rule, user, context);
  } catch (error) {
    return api.access.deny(reasonOf(error));
  }
  tellApi(event, api, result, isReturn);
};

// The user as a rule saw it, with app_metadata in its root as well.
// What is empty in an event was absent for a rule.
const ruleUser = ({ user }) => {
  const profile = { ...user };
  if (Object.keys(user.app_metadata ?? {}).length === 0) delete profile.app_metadata;
  if (Object.keys(user.user_metadata ?? {}).length === 0) delete profile.user_metadata;
  if (Object.keys(user.multifactor ?? {}).length === 0) delete profile.multifactor;
  if (Object.keys(user.enrolledFactors ?? {}).length === 0) delete profile.enrolledFactors;
  return { ...profile, ...structuredClone(user.app_metadata), user_id: user.user_id };
};

// The context as a rule saw it.
const ruleContext = (event, protocol) => ({
  tenant: event.tenant.id,
  clientID: event.client.client_id,
  clientName: event.client.name,
  clientMetadata: event.client.metadata,
  connectionID: event.connection.id,
  connection: event.connection.name,
  connectionStrategy: event.connection.strategy,
  connectionOptions: {},
  connectionMetadata: event.connection.metadata,
  protocol,
  original_protocol: protocol === "redirect-callback" ? event.transaction?.protocol : undefined,
  locale: event.transaction?.locale,
  stats: { loginsCount: event.stats.logins_count },
  sso: event.session && {
    with_auth0: false,
    with_dbconn: false,
    current_clients: (event.session.clients ?? []).map(({ client_id }) => client_id),
  },
  sessionID: event.session?.id,
  auth0SessionId: event.session?.id,
  request: {
    userAgent: event.request.user_agent,
    ip: event.request.ip,
    hostname: event.request.hostname,
    method: event.request.method,
    query: event.request.query,
    body: event.request.body,
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
  authentication: event.authentication && {
    methods: event.authentication.methods?.map((method) => ({
      ...method,
      timestamp: Date.parse(method.timestamp),
    })),
  },
  authorization: event.authorization,
  organization: event.organization && {
    id: event.organization.id,
    name: event.organization.name,
    metadata: event.organization.metadata,
  },
  riskAssessment: event.authentication?.riskAssessment || undefined,
  jwtConfiguration: {},
  samlConfiguration: {},
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
const tellApi = (event, api, { user, context }, isReturn) => {
  // The rule runs again when the user is back, so what else it has set by now does not count.
  if (!isReturn && typeof context.redirect?.url === "string") {
    api.redirect.sendUserTo(context.redirect.url);
    return;
  }
  for (const [name, value] of Object.entries(context.idToken ?? {})) {
    api.idToken.setCustomClaim(name, value);
  }
  for (const [name, value] of Object.entries(context.accessToken ?? {})) {
    if (name !== "scope") api.accessToken.setCustomClaim(name, value);
  }
  if (typeof context.multifactor?.provider === "string") enableFactor(api, context.multifactor);
  const { primaryUser } = context;
  if (typeof primaryUser === "string") api.authentication.setPrimaryUser(primaryUser);
  const isSaml = /^(?:samlp|wsfed)$/.test(event.transaction?.protocol);
  if (isSaml) setSaml(api, user, context.samlConfiguration ?? {});
};

// A rule lets the browser be remembered unless it says otherwise, an action does not.
const enableFactor = (api, { provider, allowRememberBrowser, ignoreCookie, ...duo }) => {
  const { host, ikey, skey, username } = duo;
  api.multifactor.enable(provider, {
    allowRememberBrowser: allowRememberBrowser !== false && ignoreCookie !== true,
    ...(provider === "duo" && { providerOptions: { host, ikey, skey, username } }),
  });
};

// Each key of samlConfiguration has its setter. A mapping names a path in the user, whose value is sent.
const setSaml = (api, user, { mappings, ...settings }) => {
  for (const [key, value] of Object.entries(settings)) {
    api.samlResponse[`set${key[0].toUpperCase()}${key.slice(1)}`](value);
  }
  for (const [name, path] of Object.entries(mappings ?? {})) {
    const keys = String(path).split(".");
    const value = keys.reduce((object, key) => object?.[key], user);
    if (value !== undefined) api.samlResponse.setAttribute(name, value);
  }
};

// The rule.
const makeRule = (configuration) =>
function logLogin(user, context, callback) {
  if (configuration.DEBUG) {
    console.log('rule', JSON.stringify(context, null, 2));
    console.log(user);
  }
  return callback(null, user, context);
};
