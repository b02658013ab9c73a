import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** A server that nobody should ask. */
export interface Witness {
  /** Its address, ending in a slash. */
  readonly url: string;
  /** What it was asked nevertheless, also for a connection without a request. */
  readonly asked: readonly string[];
}

/** Starts a server for one test that allows everything and notes what reaches it. */
export async function startWitness(): Promise<Witness> {
  const asked: string[] = [];
  const server = createServer(({ method = "", url = "" }, response) => {
    asked.push(`${method} ${url}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Content-Type", "text/javascript");
    response.end("export default 1;");
  });
  server.on("connection", () => asked.push("connection"));
  server.on("upgrade", ({ url = "" }, socket) => {
    asked.push(`upgrade ${url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${port}/`, asked };
}
