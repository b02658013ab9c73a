import { copy } from "../../text/plain-data.ts";
import type { ChangeLog } from "./change-log.ts";
import type { DescribedSession } from "./tenant-parts.ts";

/** The sessions of a tenant's users, which live between logins. */
export class SessionStore {
  readonly #log: ChangeLog;
  readonly #sessions = new Map<string, DescribedSession>();

  constructor(log: ChangeLog) {
    this.#log = log;
  }

  /** Adds what is not there yet. */
  add(sessions: readonly DescribedSession[]): void {
    for (const session of sessions) {
      if (!this.#sessions.has(session.id)) {
        this.#sessions.set(session.id, copy(session));
      }
    }
  }

  /** Adds the session of a login, which can have changed since the one before. */
  put({ metadata, ...session }: DescribedSession): void {
    const named = metadata === undefined ? session : { ...session, session_metadata: metadata };
    this.#sessions.set(session.id, copy(named));
  }

  find(id: string): DescribedSession | undefined {
    return copy(this.#sessions.get(id));
  }

  /** A user's sessions, in the order in which they were added. */
  of(userId: string): DescribedSession[] {
    return copy([...this.#sessions.values()].filter(({ user_id: id }) => id === userId));
  }

  /** Ends a session, if there is one of this id. */
  end(id: string): void {
    this.#log.touch(`session ${id}`, () => this.#sessions.get(id));
    this.#sessions.delete(id);
  }
}
