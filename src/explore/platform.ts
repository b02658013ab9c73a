import { isRecord } from "../text/plain-data.ts";
import { platformDifferences } from "../emulator/outcome/differences.ts";
import { aUser } from "../emulator/login/samples.ts";
import type { Form } from "../script/form/form.ts";
import type { Trial } from "./trial.ts";

/**
 * Why a rule and an action may differ on a login, whatever they do, in the sentence of
 * `platformDifferences`; undefined for most logins, and for two scripts of the same form.
 */
export function explainByPlatform(trial: Trial, forms: readonly Form[]): string | undefined {
  if (new Set(forms).size < 2) {
    return undefined;
  }
  const isRefused = [trial.login, ...trial.later].some(
    (login) => isRecord(login) && "management" in login,
  );
  const id = isRefused
    ? "failed-write"
    : hidesProfile(trial)
      ? "merged-metadata"
      : trial.later.length > 0
        ? "global"
        : undefined;
  return platformDifferences.find((known) => known.id === id)?.sentence;
}

/** Whether app_metadata have a key of the profile, in whose place a rule sees it. */
export function hidesProfile({ user }: Trial): boolean {
  const metadata = user["app_metadata"];
  if (!isRecord(metadata)) {
    return false;
  }
  const profile: object = { ...aUser(), ...profileKeys, ...user };
  return Object.keys(metadata).some((key) => Object.hasOwn(profile, key));
}

/** Keys that other users have. Source: https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure */
const profileKeys = {
  ...{ username: true, phone_number: true, phone_verified: true, multifactor: true },
  ...{ last_ip: true, last_login: true, logins_count: true, last_password_reset: true },
  ...{ blocked: true, user_metadata: true, app_metadata: true },
};
