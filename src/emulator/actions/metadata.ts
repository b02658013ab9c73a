import { isRecord } from "../../text/plain-data.ts";
import { describeFailure } from "../host/errors.ts";
import { byteLength } from "../../text/lengths.ts";
import type { User } from "../login/login.ts";
import { patchUser } from "../users/management.ts";
import type { Session } from "../login/session.ts";
import { metadataKinds, type MetadataChanges } from "../users/user-metadata.ts";
import type { Commands } from "./api/commands.ts";

/** Bytes of one kind. Source: https://auth0.com/docs/customize/actions/limitations */
const metadataLimit = 32 * 1024;

/** The user as the next action sees it: with what the ones before have set. */
export function withPending(stored: User, { metadata }: Commands): User {
  const user = { ...stored };
  for (const kind of metadataKinds) {
    // A custom database can give anything; an action that sets metadata is told so.
    if (stored[kind] !== undefined && !isRecord(stored[kind])) {
      continue;
    }
    const merged = { ...stored[kind], ...metadata[kind] };
    user[kind] = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  }
  return user;
}

/**
 * One write after all actions. If it fails the login goes on without it, which an action cannot
 * notice.
 * Source: https://auth0.com/docs/customize/actions/explore-triggers/post-login
 */
export async function writeMetadata(session: Session, stored: User): Promise<void> {
  const { commands } = session.transaction;
  const changes: MetadataChanges = {};
  for (const kind of metadataKinds) {
    const changed = changedKeys(stored[kind], commands.metadata[kind]);
    if (Object.keys(changed).length === 0) {
      continue;
    }
    if (byteLength(JSON.stringify(changed)) <= metadataLimit) {
      changes[kind] = changed;
    } else {
      session.record.warnings.push(`${kind} of more than ${metadataLimit} bytes are not stored`);
    }
  }
  commands.metadata = { app_metadata: {}, user_metadata: {} };
  if (Object.keys(changes).length === 0) {
    return;
  }
  try {
    await patchUser(session.runtime.management, targetOf(session), changes);
  } catch (error) {
    session.record.warnings.push(`metadata are not stored: ${describeFailure(error).message}`);
  }
}

/**
 * After a change of the primary user its metadata are changed, if the tenant has it; otherwise
 * those of the user that the action saw, whom the one that signed in may have been linked to in the
 * meantime.
 */
function targetOf({ facts: { userId }, runtime, transaction }: Session): string {
  const { store } = runtime.management;
  const { primaryUser } = transaction.commands;
  if (primaryUser !== undefined && store.get(primaryUser)) {
    return primaryUser;
  }
  return store.find(userId)?.user_id ?? userId;
}

/** Without values that are stored already. */
function changedKeys(
  stored: Record<string, unknown> | undefined,
  pending: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pending).filter(
      ([key, value]) => JSON.stringify(stored?.[key]) !== JSON.stringify(value),
    ),
  );
}
