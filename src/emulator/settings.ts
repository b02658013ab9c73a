import type { LoadedAction } from "./loaded.ts";

type Settings = Readonly<Record<string, string>>;

/** Source: https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy */
const LIMITS = {
  actions: 20,
  secrets: 30,
  secretKey: 128,
  secretValue: 4096,
  configurationKey: 127,
};

/** A frozen copy of the settings of rules. @throws TypeError or RangeError if the platform would not store them */
export function checkConfiguration(settings: Record<string, unknown>): Settings {
  for (const key of Object.keys(settings))
    if (!/^[A-Za-z0-9_\-@*+:]+$/.test(key) || key.length > LIMITS.configurationKey)
      throw new RangeError(`${JSON.stringify(key)} cannot be the key of a setting of rules`);
  return checkStrings(settings);
}

/** A frozen copy of the settings of actions. @throws TypeError or RangeError if the platform would not store them */
export function checkSecrets(settings: Record<string, unknown>): Settings {
  const secrets = checkStrings(settings);
  const entries = Object.entries(secrets);
  if (entries.length > LIMITS.secrets)
    throw new RangeError(`an action has at most ${LIMITS.secrets} secrets`);
  for (const [key, value] of entries)
    if (key.length > LIMITS.secretKey || value.length > LIMITS.secretValue)
      throw new RangeError(`the secret ${key} is too long`);
  return secrets;
}

/** @throws RangeError if there are more actions than a trigger can have */
export function checkActions(actions: readonly LoadedAction[]): void {
  if (actions.length > LIMITS.actions)
    throw new RangeError(`a trigger has at most ${LIMITS.actions} actions`);
}

function checkStrings(settings: Record<string, unknown>): Settings {
  const checked: Record<string, string> = {};
  for (const [key, value] of Object.entries(settings)) {
    if (typeof value !== "string") throw new TypeError(`the setting ${key} is not a string`);
    checked[key] = value;
  }
  return Object.freeze(checked);
}
