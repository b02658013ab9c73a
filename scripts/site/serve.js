import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, posix } from "node:path";

const types = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".svg", "image/svg+xml"],
  [".woff2", "font/woff2"],
  [".txt", "text/plain; charset=utf-8"],
]);

/** @typedef {(name: string, response: import("node:http").ServerResponse) => boolean} Intercept */

/**
 * Serves a folder on this machine, as any static host would.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {string} [options.base] the path that the folder is served under, with slashes around
 * @param {number} [options.port] any free one unless given
 * @param {Intercept} [options.intercept] is asked first, by the name of a file in the folder, and
 *   says whether it has answered
 * @returns {Promise<Served>}
 */
export async function serveFolder({ folder, base = "/", port = 0, intercept }) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const { url: asked = "/", headers } = request;
    const [pathname = "/"] = asked.split("?");
    requests.push(`${String(request.method)} ${pathname}`);
    // DNS rebinding: somebody can have a name of theirs lead here, so that their page reads what is
    // served.
    if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(headers.host ?? "")) {
      response.writeHead(403).end();
      return;
    }
    if (!pathname.startsWith(base)) {
      response.writeHead(404).end();
      return;
    }
    const name = decodePath(pathname.slice(base.length)) || "index.html";
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (intercept?.(name, response) === true) {
      return;
    }
    void sendFile(response, folder, name);
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve(undefined);
    });
  });
  const address = server.address();
  const taken = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${taken ?? port}${base}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * @typedef {object} Served
 * @property {string} url of the folder
 * @property {string[]} requests that came, each as method and path
 * @property {() => Promise<void>} close
 */

/**
 * A name below the folder, or one that is nowhere.
 *
 * @param {string} path
 */
function decodePath(path) {
  try {
    const name = posix.normalize(decodeURIComponent(path));
    if (name === ".") {
      return "";
    }
    // Windows takes a backslash for a slash, and a colon for a drive.
    return name.startsWith("..") || /[\0\\:]/.test(name) ? "nowhere" : name;
  } catch {
    return "nowhere";
  }
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} folder
 * @param {string} name
 */
async function sendFile(response, folder, name) {
  try {
    const content = await readOwn(folder, name);
    const type = types.get(extname(name)) ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type }).end(content);
  } catch {
    response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
  }
}

/**
 * Reads a file of a folder. A link could lead to any file of this machine, so none is followed.
 *
 * @param {string} folder
 * @param {string} name of the file, from the folder
 * @returns {Promise<Buffer>}
 * @throws {Error} if there is no such file, or it is elsewhere
 */
export async function readOwn(folder, name) {
  const [path, from] = await Promise.all([realpath(join(folder, name)), realpath(folder)]);
  if (path !== join(from, name)) {
    throw new Error(`${name} is behind a link`);
  }
  return readFile(path);
}
