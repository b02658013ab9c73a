import childProcess from "node:child_process";
import inspector from "node:inspector";
import nodeModule from "node:module";
import workerThreads from "node:worker_threads";

import type { Refuse } from "./refuse.ts";

/**
 * Refuses programs and threads, and whatever runs code in another thread: they would have sockets
 * that nobody keeps from anything. So do loaders of modules, which have a thread of their own, and
 * what inspects the main thread. A signal can make any Node process listen for a debugger.
 *
 * Sources: https://nodejs.org/api/module.html#moduleregisterspecifier-parenturl-options,
 * https://nodejs.org/api/inspector.html#sessionconnecttomainthread,
 * https://nodejs.org/api/process.html#signal-events
 */
export function refusePrograms(refuse: Refuse): void {
  for (const name of starting) {
    Object.assign(childProcess, {
      [name]: (program: unknown) => {
        throw refuse("START", `${name} ${String(program)}`, "EACCES");
      },
    });
  }
  Object.assign(workerThreads, {
    Worker: function () {
      throw refuse("START", "a thread", "EACCES");
    },
  });
  Object.assign(nodeModule, {
    register: (loader: unknown) => {
      throw refuse("START", `a thread for ${String(loader)}`, "EACCES");
    },
  });
  Object.assign(inspector.Session.prototype, {
    connectToMainThread: () => {
      throw refuse("START", "code in the main thread", "EACCES");
    },
  });
  for (const name of ["kill", "_kill"]) {
    Object.assign(process, {
      [name]: (pid: unknown, signal: unknown) => {
        throw refuse("START", `${name} ${String(pid)} ${String(signal)}`, "EACCES");
      },
    });
  }
  Object.assign(inspector, {
    open: (port: unknown) => {
      throw refuse("LISTEN", `inspector ${String(port)}`, "EACCES");
    },
  });
}

const starting = ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"];
