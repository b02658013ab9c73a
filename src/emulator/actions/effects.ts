import { isRecord } from "../../text/plain-data.ts";
import { scopeEffects } from "../login/scopes.ts";
import type { Transaction } from "../login/transaction.ts";
import type { Session } from "../login/session.ts";
import type { Effects } from "../outcome/effects.ts";

/** What rules and actions together ask for; where both do, the action's word counts. */
export function totalEffects(session: Session): Effects {
  const { rulesEffects, commands } = session.transaction;
  const effects: Effects = {
    ...rulesEffects,
    idToken: { ...rulesEffects?.idToken, ...commands.idToken },
    accessToken: { ...rulesEffects?.accessToken, ...commands.accessToken },
    ...scopeEffects(session),
  };
  if (commands.multifactor) {
    effects.multifactor = commands.multifactor;
  }
  if (commands.primaryUser !== undefined) {
    effects.primaryUser = commands.primaryUser;
  }
  const saml = samlEffects(session.transaction);
  if (Object.keys(saml).length > 0) {
    effects.saml = saml;
  }
  return effects;
}

/** Null removes an attribute, also one that a rule has set. */
function samlEffects(transaction: Transaction): Record<string, unknown> {
  const { saml, samlAttributes } = transaction.commands;
  const before = transaction.rulesEffects?.saml ?? {};
  const attributes = isRecord(before["attributes"]) ? before["attributes"] : {};
  const kept = Object.entries({ ...attributes, ...samlAttributes }).filter(
    ([, value]) => value !== null,
  );
  const settings = { ...before, ...saml };
  Reflect.deleteProperty(settings, "attributes");
  return kept.length > 0 ? { ...settings, attributes: Object.fromEntries(kept) } : settings;
}
