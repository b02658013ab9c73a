import { Buffer } from "buffer/index.js";

/** Node's name of it, which the package does not know. */
const urlSafe = "base64url";

/** Node's `Buffer`. The package reads base64 in both alphabets, and writes the usual one. */
export function nodeBuffer(): typeof Buffer {
  const from = Buffer.from.bind(Buffer) as (value: unknown, ...rest: unknown[]) => Buffer;
  const toString = Reflect.get(Buffer.prototype, "toString") as (...args: unknown[]) => string;
  const isEncoding = Buffer.isEncoding.bind(Buffer);
  const byteLength = Buffer.byteLength.bind(Buffer) as (...args: unknown[]) => number;
  Object.assign(Buffer, {
    from: (value: unknown, encoding?: unknown, length?: unknown) =>
      from(value, plain(encoding), length),
    isEncoding: (encoding: string) => isEncoding(String(plain(encoding))),
    byteLength: (value: unknown, encoding?: unknown) => byteLength(value, plain(encoding)),
  });
  Buffer.prototype.toString = function (this: Buffer, encoding?: unknown, ...range: unknown[]) {
    const text = Reflect.apply(toString, this, [plain(encoding), ...range]);
    return isUrlSafe(encoding)
      ? text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
      : text;
  };
  return Buffer;
}

function isUrlSafe(encoding: unknown): boolean {
  return typeof encoding === "string" && encoding.toLowerCase() === urlSafe;
}

function plain(encoding: unknown): unknown {
  return isUrlSafe(encoding) ? "base64" : encoding;
}
