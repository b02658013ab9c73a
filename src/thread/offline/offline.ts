import { syncBuiltinESMExports } from "node:module";

import type { RequestLog } from "../../run/job.ts";
import { refuseBindings } from "./bindings.ts";
import { refuseLookups } from "./lookups.ts";
import { refusePrograms } from "./programs.ts";
import { makeRefuse } from "./refuse.ts";
import { refuseSockets } from "./sockets.ts";

/**
 * Keeps this thread from the network, whichever way of Node's it takes: sockets of all kinds, name
 * lookups, programs and threads of its own, and the bindings below them. What HTTP asks is answered
 * before it comes to this.
 *
 * This stops what is not meant to go out, and is no sandbox: machine code of a package can still do
 * what it wants.
 */
export function goOffline(onRequest: (request: RequestLog) => void): void {
  const refuse = makeRefuse(onRequest);
  refuseSockets(refuse);
  refuseLookups(refuse);
  refusePrograms(refuse);
  refuseBindings(refuse);
  syncBuiltinESMExports();
}
