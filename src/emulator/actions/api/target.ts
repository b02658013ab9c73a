import type { Session } from "../../login/session.ts";
import type { PostLoginEvent } from "../types/event-types.ts";
import type { PostLoginApi } from "../types/api-types.ts";
import type { Commands } from "./commands.ts";

/** What an `api` works on. */
export interface ApiTarget {
  commands: Commands;
  event: PostLoginEvent;
  session: Session;
  /** Whether this is the handler that runs when the user returns. */
  isContinued: boolean;
}

/** Does what a call is for, and gives the `api` back, on which another call can follow. */
export type Chain = (effect: () => void) => PostLoginApi;
