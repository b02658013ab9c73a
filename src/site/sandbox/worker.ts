import { describeCrash, Player } from "../../run/player.ts";
import type { Message } from "../../run/job.ts";
import type { LinesLimit } from "../../run/lines.ts";
import { giveAnswer, type Otherwise } from "../../run/requests.ts";
import { Compiler } from "./compile.ts";
import { lockDown } from "./lockdown.ts";
import { browserModules } from "./modules.ts";
import {
  mostCharacters,
  mostTexts,
  stillWaiting,
  type Order,
  type PackageText,
  type Telling,
} from "./protocol.ts";
import { Searcher } from "./search.ts";
import { mindUncaught } from "./uncaught.ts";

// The worker that a script runs in. It plays one login, and is ended by the frame.

// A script can replace what all objects of a kind have, so what touches the port is taken before
// one runs.
const { apply } = Reflect;
const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data") ?? {};
const readData = Reflect.get(data, "get") as () => unknown;
const stringify = JSON.stringify.bind(JSON);

/** Services that nobody described are there, and have nothing to say. */
const otherwise: Otherwise = {
  by: "default",
  answer: (request, tell) => giveAnswer({ url: request.url, body: {} }, request, tell),
};

/**
 * A script may write as much as it likes. Twice as much passes the frame: as it is written, and at
 * the end.
 */
const lines: LinesLimit = { lines: mostTexts / 2, characters: mostCharacters / 4 };

/** Plays what is ordered on a port. The script has no way to it. */
function listen(port: MessagePort): void {
  const post = port.postMessage.bind(port) as (said: Telling | typeof stillWaiting) => void;
  const tell = (message: Message): void => {
    post({ text: stringify(message), state: stateOf(message) });
  };
  const packages: PackageText[] = [];
  const compiler = new Compiler(browserModules(packages));
  const { loadAction, loadRule, cleanStack } = compiler;
  const common = { clock: "virtual", otherwise, lines, tell } as const;
  const stage = { loadAction, loadRule, cleanStack, ...common };
  let player: Player | undefined;
  let searcher: Searcher | undefined;
  mindUncaught((error) => {
    if (searcher) {
      searcher.crash(error);
    } else {
      tell({ kind: "crashed", error: describeCrash(error, compiler) });
    }
  });
  port.onmessage = (event) => {
    // The frame sends orders only.
    const order = apply(readData, event, []) as Order | typeof stillWaiting;
    if (order === stillWaiting) {
      post(order);
    } else if (order.kind === "login") {
      packages.push(...order.packages);
      player = new Player(order.job, stage);
      // For scripts that look for it there.
      globalThis.fetch = player.fetch;
      void player.login();
    } else if (order.kind === "resume") {
      void player?.resume(order.back);
    } else if (order.kind === "trial") {
      if (order.search) {
        searcher = new Searcher(order.search);
      }
      void searcher?.play(order).then((answer) => {
        post({ text: stringify(answer), state: "resting" });
      });
    }
  };
}

function stateOf(message: Message): Telling["state"] {
  if (message.kind === "ended") {
    return message.state === undefined ? "over" : "waiting";
  }
  return ["unloadable", "refused", "crashed"].includes(message.kind) ? "over" : "running";
}

addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port) {
      listen(port);
    }
  },
  { once: true },
);
const say = postMessage;
lockDown();
say("ready");
