import { isRecord, setOwn } from "../../../text/plain-data.ts";
import { isProvider } from "../../login/multifactor.ts";
import type { LoginRuntime } from "../../login/runtime.ts";
import type { MetadataKind } from "../../users/user-metadata.ts";
import type { CacheApi, PostLoginApi } from "../types/api-types.ts";
import type { ApiTarget, Chain } from "./target.ts";
import { factorApi } from "./factors.ts";
import { refreshTokenApi, sessionApi } from "./lifetime-api.ts";
import { groupsApi, inItsTime, rolesApi } from "./lookups.ts";
import { redirectApi } from "./redirect-api.ts";
import { samlApi } from "./saml-api.ts";
import {
  checkPrompt,
  checkScopeChange,
  checkSettable,
  checkUrl,
  checkValidation,
} from "./arguments.ts";
import { targetScopesApi } from "./target-scopes.ts";
import { setTransactionMetadata } from "./transaction-metadata.ts";

/**
 * The `api` of an action. Checks and errors are those of Auth0's own implementation.
 * Source: https://github.com/auth0/auth0-actions (src/post-login/v3/test)
 */
export function postLoginApi(target: ApiTarget): PostLoginApi {
  const { commands, session } = target;
  const { login } = session.facts;
  const chain: Chain = (effect) => {
    effect();
    return api;
  };
  const api: PostLoginApi = {
    access: accessApi(target, chain),
    accessToken: accessTokenApi(target, chain),
    authentication: authenticationApi(target, chain),
    cache: cacheApi(session.runtime),
    groups: inItsTime("groups", groupsApi(login), session.runtime),
    idToken: claimsApi(target, "idToken", chain),
    multifactor: multifactorApi(target, chain),
    prompt: {
      render: (id, options) => {
        commands.prompt = checkPrompt(commands, id, options);
      },
    },
    redirect: redirectApi(target, chain),
    refreshToken: refreshTokenApi(target),
    roles: inItsTime("roles", rolesApi(login), session.runtime),
    rules: { wasExecuted: (ruleId) => session.transaction.executedRules.includes(ruleId) },
    samlResponse: samlApi(commands, chain),
    session: sessionApi(target),
    transaction: {
      ...targetScopesApi(target),
      setMetadata: (key, value) => {
        setTransactionMetadata(target, key, value);
      },
    },
    user: userApi(target, chain),
    validation: {
      error: (code, message) =>
        chain(() => {
          commands.denial ??= checkValidation(code, message);
        }),
    },
  };
  return api;
}

function accessApi({ commands, session }: ApiTarget, chain: Chain): PostLoginApi["access"] {
  return {
    // Nothing is checked: also without a reason the login is denied.
    deny: (reason: unknown, ...more: unknown[]) =>
      chain(() => {
        if (more.length > 0) {
          session.record.warnings.push(
            "api.access.deny takes the reason only: what else it is given is ignored, and a code before it is the reason",
          );
        }
        commands.denial ??= typeof reason === "string" ? reason : "";
      }),
  };
}

function claimsApi(
  { commands, session }: ApiTarget,
  token: "accessToken" | "idToken",
  chain: Chain,
): PostLoginApi["idToken"] {
  return {
    setCustomClaim: (name: unknown, value: unknown) =>
      chain(() => {
        checkSettable(name);
        if (typeof name === "string") {
          setOwn(commands[token], name, value);
        } else {
          const called = token === "idToken" ? "ID token" : "access token";
          session.record.warnings.push(`the ${called} drops a claim: its name is not a string`);
        }
      }),
  };
}

function accessTokenApi(target: ApiTarget, chain: Chain): PostLoginApi["accessToken"] {
  const { commands } = target;
  return {
    ...claimsApi(target, "accessToken", chain),
    addScope: (scope) => {
      commands.scopes.set(checkScopeChange(scope, "add", commands), "add");
    },
    removeScope: (scope) => {
      commands.scopes.set(checkScopeChange(scope, "remove", commands), "remove");
    },
  };
}

function multifactorApi(
  { commands, session }: ApiTarget,
  chain: Chain,
): PostLoginApi["multifactor"] {
  return {
    enable: (provider, options) =>
      chain(() => {
        const { allowRememberBrowser, providerOptions } = options ?? {};
        if (!isProvider(provider, session.record.warnings)) {
          return;
        }
        commands.multifactor = {
          provider,
          allowRememberBrowser: allowRememberBrowser === true,
          ...(isRecord(providerOptions) && { providerOptions: { ...providerOptions } }),
        };
      }),
  };
}

function userApi(target: ApiTarget, chain: Chain): PostLoginApi["user"] {
  return {
    setAppMetadata: (key, value) =>
      chain(() => {
        setMetadata(target, ["app_metadata", key], value);
      }),
    setUserMetadata: (key, value) =>
      chain(() => {
        setMetadata(target, ["user_metadata", key], value);
      }),
  };
}

function authenticationApi(
  { commands, isContinued, session }: ApiTarget,
  chain: Chain,
): PostLoginApi["authentication"] {
  return {
    ...factorApi(commands, session.record.warnings),
    recordMethod: (url) =>
      chain(() => {
        if (!isContinued) {
          throw new Error("recordMethod can be called in onContinuePostLogin only.");
        }
        commands.methods.push(checkUrl(url));
      }),
    setPrimaryUser: (userId: unknown) => {
      const { transaction } = session;
      const before = transaction.commands.primaryUser ?? transaction.rulesEffects?.primaryUser;
      if (before !== undefined || commands.primaryUser !== undefined) {
        throw new Error("The primary user can only be altered once per transaction");
      }
      if (typeof userId !== "string" || userId === "" || userId.length > 128) {
        throw new Error("The primary user must be a non-empty string of at most 128 characters.");
      }
      commands.primaryUser = userId;
    },
  };
}

/** Null is stored as a removal, undefined takes back what was set before. */
function setMetadata(
  { commands, event, session }: ApiTarget,
  [kind, key]: [MetadataKind, unknown],
  value: unknown,
): void {
  if (!isRecord(event.user[kind])) {
    throw new Error(`Unexpected ${kind} format. Must be a valid JSON object.`);
  }
  const pending = commands.metadata[kind];
  if (typeof key !== "string") {
    session.record.warnings.push(`${kind} are not changed: the name of the key is not a string`);
  } else if (value === undefined) {
    Reflect.deleteProperty(pending, key);
  } else {
    setOwn(pending, key, value);
  }
}

function cacheApi({ cache, clock }: LoginRuntime): CacheApi {
  const now = () => Math.floor(clock.now());
  return {
    get: (key) => cache.get(key, now()),
    set: (key, value, options) => cache.set([key, value], options, now()),
    delete: (key) => cache.delete(key),
  };
}
