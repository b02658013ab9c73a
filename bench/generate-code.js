/** @import { Sample } from "./generate.js" */

/**
 * Writes the rule and the action of a template.
 *
 * @param {Sample} sample
 * @returns {{ rule: string, action: string }}
 */
export function renderForms(sample) {
  return { report: renderReport, decide: renderDecision, enrich: renderClaims }[sample.task](
    sample,
  );
}

/** @param {Sample} sample */
function renderReport({ service, prefix, path }) {
  const rule = `async function report${service}(user, context, callback) {
  // A refresh token is no login.
  if (context.protocol === "oauth2-refresh-token") return callback(null, user, context);
  const { ${prefix}_TOKEN, ${prefix}_URL } = configuration;
  const event = { user: user.user_id, app: context.clientName };
  try {
    const response = await fetch(\`\${${prefix}_URL}/${path}\`, {
      method: "POST",
      headers: { Authorization: \`Bearer \${${prefix}_TOKEN}\` },
      body: JSON.stringify(event),
    });
    if (!response.ok) console.log(\`Status \${response.status}\`);
  } catch (error) {
    console.log("${service}: " + error.message);
  }
  return callback(null, user, context);
}`;
  const action = `exports.onExecutePostLogin = async (event, api) => {
  const headers = { Authorization: \`Bearer \${event.secrets.${prefix}_TOKEN}\` };
  const body = JSON.stringify({ user: event.user.user_id, app: event.client.name });
  await fetch(\`\${event.secrets.${prefix}_URL}/${path}\`, { method: "POST", headers, body });
};`;
  return { rule, action };
}

/** @param {Sample} sample */
function renderDecision({ service, host, prefix, path }) {
  const rule = `function decide${service}(user, context, callback) {
  const url = "https://${host}/${path}?";
  const query = new URLSearchParams({ email: user.email });
  const headers = { "X-Token": configuration.${prefix}_TOKEN };

  fetch(url + query, { headers })
    .then((response) => response.json())
    .then(({ score }) => {
      if (score > Number(configuration.${prefix}_LIMIT ?? "70")) {
        throw new Error(\`The score is \${score}\`);
      }
      context.idToken["https://${host}/score"] = score;
      callback(null, user, context);
    })
    .catch((error) => {
      console.log("${service}: " + error.message);
      callback(new UnauthorizedError("Refused."));
    });
}`;
  const action = `exports.onExecutePostLogin = async ({ user, secrets }, api) => {
  const headers = { "X-Token": secrets.${prefix}_TOKEN };
  const response = await fetch("https://${host}/${path}?email=" + user.email, { headers });
  const { score } = await response.json();
  if (score > Number(secrets.${prefix}_LIMIT ?? "70")) api.access.deny("Refused.");
};`;
  return { rule, action };
}

/** @param {Sample} sample */
function renderClaims({ service, host, prefix, path }) {
  const rule = `async function enrich${service}(user, context, callback) {
  const namespace = "https://${host}/";
  const known = user.app_metadata?.${prefix.toLowerCase()};
  if (known) {
    context.idToken[namespace + "plan"] = known.plan;
    return callback(null, user, context);
  }
  const url = new URL("${path}", configuration.${prefix}_URL);
  url.searchParams.set("key", configuration.${prefix}_TOKEN);
  url.searchParams.set("id", user.user_id);
  try {
    const { plan } = await (await fetch(url)).json();
    context.idToken[namespace + "plan"] = plan;
  } catch (error) {
    console.log(error.message);
  }
  return callback(null, user, context);
}`;
  const action = `const claim = "https://${host}/plan";

exports.onExecutePostLogin = async (event, api) => {
  const { ${prefix}_URL, ${prefix}_TOKEN } = event.secrets;
  const response = await fetch(\`\${${prefix}_URL}/${path}?key=\${${prefix}_TOKEN}\`);
  const { plan } = await response.json();
  api.idToken.setCustomClaim(claim, plan);
};`;
  return { rule, action };
}
