import { printSetScopes } from "../set-scopes.ts";
import { uses, type Uses } from "./needs.ts";

// What an adapter tells the API of what its rule has set: texts of an action.

const claims = `  for (const [name, value] of Object.entries(context.idToken ?? {})) {
    api.idToken.setCustomClaim(name, value);
  }`;

const accessClaims = `  for (const [name, value] of Object.entries(context.accessToken ?? {})) {
    if (name !== "scope") api.accessToken.setCustomClaim(name, value);
  }`;

const scopes = `  if (context.accessToken?.scope !== undefined) setScopes(event, api, context.accessToken.scope);`;

const factor = `  if (typeof context.multifactor?.provider === "string") enableFactor(api, context.multifactor);`;

const enableFactor = `// A rule lets the browser be remembered unless it says otherwise, an action does not.
const enableFactor = (api, { provider, allowRememberBrowser, ignoreCookie, ...duo }) => {
  const { host, ikey, skey, username } = duo;
  api.multifactor.enable(provider, {
    allowRememberBrowser: allowRememberBrowser !== false && ignoreCookie !== true,
    ...(provider === "duo" && { providerOptions: { host, ikey, skey, username } }),
  });
};`;

/** Sends the user away, after which a rule sees the properties of the user that it has set. */
function printRedirect(edited: readonly string[]): string {
  const keep =
    edited.length > 0
      ? `    const { ${edited.join(", ")} } = user;
    api.transaction.setMetadata("${editsKey}", JSON.stringify({ ${edited.join(", ")} }));
`
      : "";
  return `  // The rule runs again when the user is back, so what else it has set by now does not count.
  if (!isReturn && typeof context.redirect?.url === "string") {
${keep}    api.redirect.sendUserTo(context.redirect.url);
    return;
  }`;
}

/** The key of the transaction's metadata that holds what a rule has set of its user. */
export const editsKey = "rule_user";

const primary = `  const { primaryUser } = context;
  if (typeof primaryUser === "string") api.authentication.setPrimaryUser(primaryUser);`;

const saml = `  const isSaml = /^(?:samlp|wsfed)$/.test(event.transaction?.protocol);
  if (isSaml) setSaml(api, user, context.samlConfiguration ?? {});`;

const setSaml = `// Each key of samlConfiguration has its setter. A mapping names a path in the user, whose value is sent.
const setSaml = (api, user, { mappings, ...settings }) => {
  for (const [key, value] of Object.entries(settings)) {
    api.samlResponse[\`set\${key[0].toUpperCase()}\${key.slice(1)}\`](value);
  }
  for (const [name, path] of Object.entries(mappings ?? {})) {
    const keys = String(path).split(".");
    const value = keys.reduce((object, key) => object?.[key], user);
    if (value !== undefined) api.samlResponse.setAttribute(name, value);
  }
};`;

/** The text of what tells the API what a rule has set. */
export interface Effects {
  /** The statements of the function, which are none if the rule sets nothing. */
  readonly lines: readonly string[];
  /** Functions that the statements call. */
  readonly functions: readonly string[];
}

/** What a rule sets. */
export interface EffectNeeds {
  readonly context: Uses;
  /** Properties of the user that it sets and that have to outlive a redirect. */
  readonly edited: readonly string[];
}

/** What is told of the parts of a context that a rule uses. */
export function readEffects({ context, edited }: EffectNeeds, code: string): Effects {
  const has = (key: string) => uses(context, key);
  const hasScope = has("accessToken") && /\bscope\b/.test(code);
  const lines = [
    ...(has("redirect") ? [printRedirect(edited)] : []),
    ...(has("idToken") ? [claims] : []),
    ...(has("accessToken") ? [accessClaims] : []),
    ...(hasScope ? [scopes] : []),
    ...(has("multifactor") ? [factor] : []),
    ...(has("primaryUser") ? [primary] : []),
    ...(has("samlConfiguration") ? [saml] : []),
  ];
  const functions = [
    ...(hasScope ? [printSetScopes("setScopes")] : []),
    ...(has("multifactor") ? [enableFactor] : []),
    ...(has("samlConfiguration") ? [setSaml] : []),
  ];
  return { lines, functions };
}
