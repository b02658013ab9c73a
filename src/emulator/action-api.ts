import type {
  EventTransaction,
  PostLoginApi,
  PostLoginEvent,
  SamlResponse,
  SamlSetting,
} from "./action-types.ts";
import { canRedirect } from "./login.ts";
import type { Session } from "./session.ts";
import type { MetadataKind } from "./user-store.ts";

/** What one action has asked for; applied when it has ended. */
export interface Commands {
  denial: string | undefined;
  idToken: Record<string, unknown>;
  accessToken: Record<string, unknown>;
  addedScopes: string[];
  removedScopes: string[];
  metadata: Record<MetadataKind, Record<string, unknown>>;
  multifactor: { provider: string; allowRememberBrowser: boolean } | undefined;
  redirect: { url: string } | undefined;
  primaryUser: string | undefined;
  saml: Record<string, unknown>;
  samlAttributes: Record<string, unknown>;
}

export function noCommands(): Commands {
  return {
    denial: undefined,
    idToken: {},
    accessToken: {},
    addedScopes: [],
    removedScopes: [],
    metadata: { app_metadata: {}, user_metadata: {} },
    multifactor: undefined,
    redirect: undefined,
    primaryUser: undefined,
    saml: {},
    samlAttributes: {},
  };
}

/** What an `api` works on. */
export interface ApiTarget {
  commands: Commands;
  event: PostLoginEvent;
  session: Session;
  /** Whether an earlier action of the login has set the primary user. */
  hasPrimaryUser: boolean;
}

/**
 * The `api` of an action. Checks and errors are those of Auth0's own implementation.
 * Source: https://github.com/auth0/auth0-actions (src/post-login/v3/test)
 */
export function postLoginApi(target: ApiTarget): PostLoginApi {
  const { commands, session } = target;
  const chain = (effect: () => void): PostLoginApi => {
    effect();
    return api;
  };
  const api: PostLoginApi = {
    access: { deny: (reason) => chain(() => (commands.denial ??= reason)) },
    accessToken: {
      setCustomClaim: (name, value) =>
        chain(() => {
          setClaim(commands.accessToken, name, value);
        }),
      addScope: (scope) => chain(() => commands.addedScopes.push(checkScope(scope))),
      removeScope: (scope) => chain(() => commands.removedScopes.push(checkScope(scope))),
    },
    idToken: {
      setCustomClaim: (name, value) =>
        chain(() => {
          setClaim(commands.idToken, name, value);
        }),
    },
    authentication: {
      setPrimaryUser: (userId) => {
        setPrimaryUser(target, userId);
      },
    },
    cache: cacheApi(session),
    multifactor: {
      enable: (provider, options) =>
        chain(() => {
          const allowRememberBrowser = options?.allowRememberBrowser ?? false;
          commands.multifactor = { provider, allowRememberBrowser };
        }),
    },
    redirect: {
      canRedirect: () => canRedirect(session.login),
      sendUserTo: (url, options) =>
        chain(() => (commands.redirect = { url: addQuery(url, options?.query) })),
    },
    rules: { wasExecuted: () => false },
    samlResponse: samlApi(commands, chain),
    transaction: {
      setMetadata: (key, value) => {
        setTransactionMetadata(target, key, value);
      },
    },
    user: {
      setAppMetadata: (key, value) =>
        chain(() => {
          setMetadata(commands.metadata.app_metadata, key, value);
        }),
      setUserMetadata: (key, value) =>
        chain(() => {
          setMetadata(commands.metadata.user_metadata, key, value);
        }),
    },
    validation: {
      error: (_code, message) => chain(() => (commands.denial ??= message)),
    },
  };
  return api;
}

function setClaim(claims: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "scope") throw new Error('The claim "scope" cannot be set; use addScope.');
  claims[name] = value;
}

/** At most 280 characters without blanks. */
function checkScope(scope: unknown): string {
  if (typeof scope !== "string") throw new TypeError("A scope must be a string.");
  const trimmed = scope.trim();
  if (trimmed === "" || trimmed.length > 280 || /\s/.test(trimmed))
    throw new Error(`Not a valid scope: ${JSON.stringify(scope)}`);
  return trimmed;
}

function setPrimaryUser({ commands, hasPrimaryUser }: ApiTarget, userId: unknown): void {
  if (hasPrimaryUser || commands.primaryUser !== undefined)
    throw new Error("The primary user has been set already in this transaction.");
  if (typeof userId !== "string" || userId === "" || userId.length > 128)
    throw new Error("The primary user must be a non-empty string of at most 128 characters.");
  commands.primaryUser = userId;
}

/** Null is stored as a removal, undefined takes back what was set before. */
function setMetadata(pending: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(pending, key);
  else pending[key] = value;
}

function cacheApi({ cache, clock }: Session): PostLoginApi["cache"] {
  return {
    get: (key) => cache.get(key, clock.now()),
    set: (key, value, options = {}) => cache.set([key, value], options, clock.now()),
    delete: (key) => cache.delete(key),
  };
}

/** The query replaces parameters of the same name. */
function addQuery(url: string, query: Record<string, string> = {}): string {
  const target = new URL(url);
  for (const [key, value] of Object.entries(query)) target.searchParams.set(key, value);
  return target.href;
}

/** At once, also in the event that the action holds, and for the actions after it. */
function setTransactionMetadata(
  { event, session }: ApiTarget,
  key: string,
  value: string | number | boolean | null,
): void {
  const eventTransaction: EventTransaction = (event.transaction ??= {
    acr_values: [],
    locale: "en",
    ui_locales: [],
  });
  for (const transaction of [eventTransaction, session.login.transaction]) {
    const metadata = (transaction.metadata ??= {});
    if (value === null) Reflect.deleteProperty(metadata, key);
    else metadata[key] = value;
  }
}

const SAML_SETTINGS: readonly SamlSetting[] = [
  "Audience",
  "Recipient",
  "CreateUpnClaim",
  "PassthroughClaimsWithNoMapping",
  "MapUnknownClaimsAsIs",
  "MapIdentities",
  "SignatureAlgorithm",
  "DigestAlgorithm",
  "Destination",
  "LifetimeInSeconds",
  "SignResponse",
  "NameIdentifierFormat",
  "NameIdentifierProbes",
  "AuthnContextClassRef",
  "SigningCert",
  "IncludeAttributeNameFormat",
  "TypedAttributes",
  "EncryptionCert",
  "EncryptionPublicKey",
  "Cert",
  "Key",
  "RelayState",
  "Issuer",
  "EncryptionAlgorithm",
];

function samlApi(commands: Commands, chain: (effect: () => void) => PostLoginApi): SamlResponse {
  const setter = (setting: SamlSetting) => (value: unknown) =>
    chain(() => (commands.saml[samlKey(setting)] = value));
  const setters = Object.fromEntries(
    SAML_SETTINGS.map((setting) => [`set${setting}`, setter(setting)]),
  ) as Record<`set${SamlSetting}`, (value: unknown) => PostLoginApi>;
  return {
    ...setters,
    setAttribute: (name, value) =>
      chain(() => {
        setSamlAttribute(commands.samlAttributes, name, value ?? null);
      }),
  };
}

/** The name of a setting in `context.samlConfiguration` of a rule. */
function samlKey(setting: SamlSetting): string {
  return setting === "RelayState" ? setting : setting.charAt(0).toLowerCase() + setting.slice(1);
}

function setSamlAttribute(attributes: Record<string, unknown>, name: string, value: unknown): void {
  if (typeof value === "string" && value.length > 2048)
    throw new Error(`The SAML attribute ${name} is longer than 2048 characters.`);
  if (value === null) Reflect.deleteProperty(attributes, name);
  else attributes[name] = value;
}
