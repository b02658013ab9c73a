import { createSocket, type Socket as Datagrams } from "node:dgram";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { readProgram, type Program } from "../../src/thread/program.ts";
import { runJob } from "../../src/commands/try/run.ts";
import { aTryJob } from "../commands/try/aTryJob.ts";

// Whatever arrives on this machine's own network is told here.
let stream: Server;
let datagrams: Datagrams;
let program: Program;
const arrived: string[] = [];

beforeAll(async () => {
  program = await readProgram();
  stream = createServer((socket) => {
    arrived.push("a connection");
    socket.on("error", () => undefined).end();
  });
  stream.listen(0, "127.0.0.1");
  datagrams = createSocket("udp4", () => {
    arrived.push("a datagram");
  });
  datagrams.bind(0, "127.0.0.1");
  await Promise.all([once(stream, "listening"), once(datagrams, "listening")]);
});

afterAll(() => {
  stream.close();
  datagrams.close();
});

/** Runs code that may load any module of Node, as a package can, and tells what was logged. */
async function attempt(code: string) {
  const { port } = stream.address() as AddressInfo;
  const text = `async function rule(user, context, callback) {
    const PORT = ${port}, UDP = ${datagrams.address().port};
    const load = (name) => process.getBuiltinModule(name);
    const outcome = await new Promise((resolve) => {
      const done = (what) => resolve(what instanceof Error ? "refused: " + (what.cause ?? what).message : String(what));
      Promise.resolve((async () => { ${code} })()).then(undefined, done);
      setTimeout(done, 1500, "nothing came of it");
    });
    context.idToken.outcome = outcome;
    callback(null, user, context);
  }`;
  const { outcome, requests } = await runJob(aTryJob(text), { program, limit: 5000 });
  return { outcome: outcome.idToken["outcome"], error: outcome.error, requests };
}

const ways: Readonly<Record<string, string>> = {
  fetch: "await fetch(`http://127.0.0.1:${PORT}/`);",
  "fetch of the global object": "await globalThis.fetch(`http://127.0.0.1:${PORT}/`);",
  "http.get": 'require("http").get({ port: PORT, host: "127.0.0.1" }).on("error", done);',
  "https.get": 'require("https").get({ port: PORT, host: "127.0.0.1" }).on("error", done);',
  "http without an agent": `require("http").request({
    port: PORT, host: "127.0.0.1", agent: false }).on("error", done).end();`,
  "http with a connection of its own": `require("http").request({ createConnection: () =>
    require("net").connect(PORT, "127.0.0.1") }).on("error", done).end();`,
  "net.connect": 'require("net").connect(PORT, "127.0.0.1").on("error", done);',
  "net.createConnection": 'require("net").createConnection({ port: PORT }).on("error", done);',
  "new net.Socket": 'new (require("net").Socket)().connect(PORT, "127.0.0.1").on("error", done);',
  "tls.connect": 'require("tls").connect(PORT, "127.0.0.1").on("error", done);',
  "tls.TLSSocket": `const { Socket } = require("net");
    new (require("tls").TLSSocket)(new Socket()).connect(PORT, "127.0.0.1").on("error", done);`,
  "net.Server": 'require("net").createServer().on("error", done).listen(0, "127.0.0.1");',
  "http.Server": 'require("http").createServer().on("error", done).listen(0);',
  "http2.connect": 'load("http2").connect(`http://127.0.0.1:${PORT}`).on("error", done);',
  "dgram send": `load("dgram").createSocket("udp4").on("error", done).send("x", UDP, "127.0.0.1", done);`,
  "dgram connect": `load("dgram").createSocket("udp4").on("error", done).connect(UDP, "127.0.0.1");`,
  "dgram bind": 'load("dgram").createSocket("udp4").on("error", done).bind(0);',
  "dns.lookup": 'require("dns").lookup("a.example", done);',
  "dns.lookupService": 'require("dns").lookupService("127.0.0.1", 80, done);',
  "dns.resolve4": 'require("dns").resolve4("a.example", done);',
  "dns.reverse": 'require("dns").reverse("127.0.0.1", done);',
  "dns.promises.lookup": 'await require("dns").promises.lookup("a.example");',
  "dns.promises.resolveTxt": 'await require("dns").promises.resolveTxt("a.example");',
  "dns/promises": 'await load("dns/promises").resolve("a.example");',
  "dns.Resolver": `const resolver = new (require("dns").Resolver)();
    resolver.setServers([\`127.0.0.1:\${UDP}\`]);
    resolver.resolve4("a.example", done);`,
  "a class made of dns.Resolver": `const { Resolver } = require("dns");
    const resolver = new (class extends Resolver {})();
    resolver.setServers([\`127.0.0.1:\${UDP}\`]);
    resolver.resolveAny("a.example", done);`,
  "dns.promises.Resolver": `const resolver = new (require("dns").promises.Resolver)();
    resolver.setServers([\`127.0.0.1:\${UDP}\`]);
    await resolver.resolveTxt("a.example");`,
  "the handle of a Resolver": `const resolver = new (require("dns").Resolver)();
    resolver.setServers([\`127.0.0.1:\${UDP}\`]);
    const { QueryReqWrap } = process.binding("cares_wrap");
    const channel = resolver[Object.getOwnPropertySymbols(resolver).find((name) => /handle/.test(String(name)))] ?? resolver._handle;
    done(channel.queryA(Object.assign(new QueryReqWrap(), { oncomplete: done }), "a.example") < 0 ? new Error("refused") : "sent");`,
  "a binding for TCP": `const { TCP, TCPConnectWrap } = process.binding("tcp_wrap");
    const code = new TCP(0).connect(new TCPConnectWrap(), "127.0.0.1", PORT);
    done(code < 0 ? new Error("refused") : "connected");`,
  "a binding for UDP": `const { UDP: Wrap, SendWrap } = process.binding("udp_wrap");
    const code = new Wrap().send(new SendWrap(), [Buffer.from("x")], 1, UDP, "127.0.0.1", false);
    done(code < 0 ? new Error("refused") : "sent");`,
  "a binding for pipes": `const { Pipe, PipeConnectWrap } = process.binding("pipe_wrap");
    const code = new Pipe(0).connect(new PipeConnectWrap(), "/tmp/none");
    done(code < 0 || code === undefined ? new Error("refused") : "connected");`,
  "a binding for names": `const { getaddrinfo, GetAddrInfoReqWrap } = process.binding("cares_wrap");
    const code = getaddrinfo(new GetAddrInfoReqWrap(), "a.example", 0, 0, 0);
    done(code < 0 ? new Error("refused") : "asked");`,
  "child_process.exec": 'load("child_process").exec("true", done);',
  "child_process.spawnSync": 'done(load("child_process").spawnSync("true").status);',
  "a ChildProcess": `const child = new (load("child_process").ChildProcess)();
    child.on("error", done);
    const code = child.spawn({ file: "true", args: ["true"] });
    if (code < 0) done(new Error("refused"));`,
  "cluster.fork": 'load("cluster").setupPrimary?.({}); load("cluster").fork(); done("forked");',
  "a thread": `new (load("worker_threads").Worker)(
    \`require("net").connect(\${PORT}, "127.0.0.1")\`, { eval: true }); done("started");`,
  "a thread for a loader of modules": `load("module").register("data:text/javascript," +
    encodeURIComponent(\`import { connect } from "node:net"; connect(\${PORT}, "127.0.0.1");\`));
    done("registered");`,
  "code in the main thread": `const session = new (load("inspector").Session)();
    session.connectToMainThread();
    session.post("Runtime.evaluate", { expression:
      \`process.getBuiltinModule("net").connect(\${PORT}, "127.0.0.1")\` }, done);`,
  "code in the main thread, with promises": `const session = new (load("inspector/promises").Session)();
    session.connectToMainThread();
    done("connected");`,
  "a binding for the main thread": `const { MainThreadConnection } = process.binding("inspector");
    new MainThreadConnection(() => undefined);
    done("connected");`,
  "a signal that opens a debugger": 'process.kill(process.pid, "SIGUSR1"); done("sent");',
  "a signal without its checks": "process._kill(process.pid, 10); done('sent');",
  "the inspector": 'load("inspector").open(0); done("listens");',
};

describe("without --network nothing leaves", () => {
  test.each(Object.entries(ways))("by %s, and the log says so", async (_, code) => {
    const { outcome, requests, error } = await attempt(code);
    expect(error).toBeUndefined();
    expect(outcome).toMatch(/^refused/);
    expect(requests).not.toEqual([]);
    for (const request of requests) {
      expect(request).toMatchObject({ by: "nobody", error: "the network is off" });
    }
    expect(arrived).toEqual([]);
  });

  test("by any global of Node", async () => {
    const code = `const Way = globalThis.WebSocket ?? globalThis.EventSource;
      if (!Way) await fetch(\`http://127.0.0.1:\${PORT}/\`);
      const socket = new Way(\`ws://127.0.0.1:\${PORT}/\`);
      socket.onerror = () => done(new Error("refused"));`;
    const { outcome, requests } = await attempt(code);
    expect(outcome).toMatch(/^refused/);
    expect(requests).not.toEqual([]);
    expect(arrived).toEqual([]);
  });
});

test("the witness sees what does arrive", async () => {
  const before = arrived.length;
  const { connect } = await import("node:net");
  const { port } = stream.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1").on("error", () => undefined);
  await once(socket, "close");
  createSocketOnce(datagrams.address().port);
  await expect.poll(() => arrived.slice(before).sort()).toEqual(["a connection", "a datagram"]);
});

function createSocketOnce(port: number): void {
  const socket = createSocket("udp4");
  socket.send("x", port, "127.0.0.1", () => {
    socket.close();
  });
}
