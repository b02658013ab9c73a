import { setOwn, valuesThroughJson } from "../../../text/plain-data.ts";
import type { LifetimeChanges, Multifactor, Outcome } from "../../outcome/outcome.ts";
import type { LoginRecord } from "../../login/record.ts";
import { metadataKinds, type MetadataKind } from "../../users/user-metadata.ts";

/** What an action asks a factor for. */
export interface FactorRequest {
  kind: "challenge" | "enrollment";
  factors: string[];
  /** By factor. */
  options: Record<string, Record<string, unknown>>;
}

/** What an action has asked for; applied when it has ended. */
export interface Commands {
  denial: string | undefined;
  idToken: Record<string, unknown>;
  accessToken: Record<string, unknown>;
  /** By scope, what is to be done with it; the last word counts. */
  scopes: Map<string, "add" | "remove">;
  metadata: Record<MetadataKind, Record<string, unknown>>;
  multifactor: Multifactor | undefined;
  factor: FactorRequest | undefined;
  redirect: { url: string } | undefined;
  prompt: NonNullable<Outcome["prompt"]> | undefined;
  primaryUser: string | undefined;
  /** URLs of methods that the user has completed. */
  methods: string[];
  saml: Record<string, unknown>;
  samlAttributes: Record<string, unknown>;
  session: LifetimeChanges;
  refreshToken: LifetimeChanges;
}

export function noCommands(): Commands {
  return {
    denial: undefined,
    idToken: {},
    accessToken: {},
    scopes: new Map(),
    metadata: { app_metadata: {}, user_metadata: {} },
    multifactor: undefined,
    factor: undefined,
    redirect: undefined,
    prompt: undefined,
    primaryUser: undefined,
    methods: [],
    saml: {},
    samlAttributes: {},
    session: {},
    refreshToken: {},
  };
}

/** What an action asks for leaves it as JSON. @throws TypeError for what JSON cannot hold */
export function sealCommands(commands: Commands): void {
  commands.idToken = valuesThroughJson(commands.idToken);
  commands.accessToken = valuesThroughJson(commands.accessToken);
  for (const kind of metadataKinds) {
    commands.metadata[kind] = valuesThroughJson(commands.metadata[kind]);
  }
  const { factor, multifactor } = commands;
  if (factor) {
    for (const [type, options] of Object.entries(factor.options)) {
      factor.options[type] = valuesThroughJson(options);
    }
  }
  if (multifactor?.providerOptions) {
    multifactor.providerOptions = valuesThroughJson(multifactor.providerOptions);
  }
}

/**
 * Adds what one action asked for to what those before it did. A suspension is not added: it is
 * acted on.
 */
export function addCommands(total: Commands, added: Commands, { warnings }: LoginRecord): void {
  addOwn(total.idToken, added.idToken);
  addOwn(total.accessToken, added.accessToken);
  addOwn(total.saml, added.saml);
  addOwn(total.samlAttributes, added.samlAttributes);
  addLifetime(total.session, added.session);
  addLifetime(total.refreshToken, added.refreshToken);
  for (const [scope, change] of added.scopes) {
    total.scopes.set(scope, change);
  }
  total.multifactor = added.multifactor ?? total.multifactor;
  total.primaryUser = added.primaryUser ?? total.primaryUser;
  const hasMetadata = metadataKinds.some((kind) => Object.keys(added.metadata[kind]).length > 0);
  if (added.primaryUser !== undefined && hasMetadata) {
    warnings.push("metadata set by the action that sets the primary user are lost");
  } else {
    for (const kind of metadataKinds) {
      addOwn(total.metadata[kind], added.metadata[kind]);
    }
  }
}

function addOwn(total: Record<string, unknown>, added: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(added)) {
    setOwn(total, key, value);
  }
}

/** Of several times the earliest counts. */
export function addLifetime(total: LifetimeChanges, added: LifetimeChanges): void {
  const { expiresAt, idleExpiresAt } = total;
  Object.assign(total, added);
  if (expiresAt !== undefined) {
    total.expiresAt = Math.min(expiresAt, total.expiresAt ?? Infinity);
  }
  if (idleExpiresAt !== undefined) {
    total.idleExpiresAt = Math.min(idleExpiresAt, total.idleExpiresAt ?? Infinity);
  }
}
