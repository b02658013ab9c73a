import { isRecord, valueAt, valuesThroughJson } from "../../text/plain-data.ts";
import { splitScopes } from "../login/login.ts";
import { isProvider } from "../login/multifactor.ts";
import type { Multifactor } from "../outcome/outcome.ts";
import type { LoginRecord } from "../login/record.ts";
import type { Effects } from "../outcome/effects.ts";
import { metadataKinds } from "../users/user-metadata.ts";
import type { RuleContext, RuleUser } from "./types.ts";

const duoOptions = ["host", "ikey", "skey", "username"];

/**
 * What the last rule's context asks for. Source: https://auth0.com/docs/customize/rules/context-object
 *
 * @throws TypeError for what JSON cannot hold, which is how it leaves the rules
 */
export function ruleEffects(
  { user, context }: { user: RuleUser; context: RuleContext },
  { warnings }: LoginRecord,
): Effects {
  const { scope, ...accessToken } = recordOf(context.accessToken);
  const effects: Effects = {
    idToken: valuesThroughJson(recordOf(context.idToken)),
    accessToken: valuesThroughJson(accessToken),
  };
  const scopes = scopeList(scope);
  if (scopes) {
    effects.scope = scopes;
  }
  const multifactor = multifactorOf(context, warnings);
  if (multifactor) {
    effects.multifactor = multifactor;
  }
  if (typeof context.primaryUser === "string") {
    effects.primaryUser = context.primaryUser;
  }
  if (isRecord(context.samlConfiguration)) {
    effects.saml = samlEffects(user, context);
  }
  return effects;
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function scopeList(scope: unknown): string[] | undefined {
  // A token has them in one text, with blanks between them.
  return splitScopes(Array.isArray(scope) ? scope.join(" ") : scope);
}

/** Rules remember the browser unless told otherwise, actions do not. */
function multifactorOf({ multifactor }: RuleContext, warnings: string[]): Multifactor | undefined {
  const provider = multifactor?.["provider"];
  if (!isProvider(provider, warnings)) {
    return undefined;
  }
  const { allowRememberBrowser, ignoreCookie } = multifactor ?? {};
  const given = duoOptions.filter((key) => multifactor?.[key] !== undefined);
  const isDuo = provider === "duo" && given.length > 0;
  return {
    provider,
    allowRememberBrowser: allowRememberBrowser !== false && ignoreCookie !== true,
    ...(isDuo && {
      providerOptions: Object.fromEntries(given.map((key) => [key, multifactor?.[key]])),
    }),
  };
}

/**
 * `mappings` name paths in the user; the response carries the values there. Metadata set as claims
 * of the ID token stand in for those of the user. Source:
 * https://auth0.com/docs/authenticate/protocols/saml/saml-configuration/customize-saml-assertions
 */
function samlEffects(user: RuleUser, context: RuleContext): Record<string, unknown> {
  const { mappings, ...settings } = recordOf(context.samlConfiguration);
  if (!isRecord(mappings)) {
    return valuesThroughJson(settings);
  }
  const root = { ...user };
  for (const kind of metadataKinds) {
    const claim = recordOf(context.idToken)[kind];
    if (isRecord(claim)) {
      root[kind] = claim;
    }
  }
  const attributes = Object.entries(mappings)
    .map(([name, path]) => [name, valueAt(root, String(path))])
    .filter(([, value]) => value !== undefined);
  return valuesThroughJson({ ...settings, attributes: Object.fromEntries(attributes) as unknown });
}
