import { hmac } from "@noble/hashes/hmac.js";
import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { sha224, sha256, sha384, sha512, sha512_256 } from "@noble/hashes/sha2.js";
import { sha3_224, sha3_256, sha3_384, sha3_512 } from "@noble/hashes/sha3.js";
import type { CHash } from "@noble/hashes/utils.js";
import { Buffer } from "buffer/index.js";

/** What goes into a hash: text in an encoding, or bytes. */
type Input = string | ArrayBufferView | ArrayBuffer;
type Callback<Value> = (error: Error | null, value: Value) => void;

/** A hash, or a keyed one, that is being computed. */
interface Sum {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Sum;
}

const algorithms: Readonly<Record<string, CHash>> = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  "sha512-256": sha512_256,
  "sha3-224": sha3_224,
  "sha3-256": sha3_256,
  "sha3-384": sha3_384,
  "sha3-512": sha3_512,
};

/** The hash of a name, which OpenSSL spells in several ways: `SHA-256`, `RSA-SHA256`. */
function findHash(name: unknown): CHash | undefined {
  const plain = String(name).toLowerCase();
  const short = plain.replace(/^rsa-/, "").replace(/^sha-(?=\d)/, "sha");
  return [plain, short]
    .filter((spelling) => Object.hasOwn(algorithms, spelling))
    .map((spelling) => algorithms[spelling])[0];
}

function fail(message: string, code?: string, Kind: ErrorConstructor = Error): never {
  throw Object.assign(new Kind(message), code === undefined ? {} : { code });
}

function bytesOf(value: unknown, what: string, encoding?: string): Uint8Array {
  if (typeof value === "string") {
    return Buffer.from(value, encoding);
  }
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  if (value instanceof ArrayBuffer) {
    return new Uint8Array(value);
  }
  return fail(
    `The "${what}" argument must be of type string or an instance of Buffer, TypedArray, or DataView.`,
    "ERR_INVALID_ARG_TYPE",
    TypeError,
  );
}

/** Node's `Hash` and `Hmac`, as far as they are no streams. */
class Hash {
  readonly #sum: Sum;
  /** What an `Hmac` gives when it is asked a second time; a `Hash` throws. */
  readonly #again: (() => Uint8Array) | undefined;
  #isOver = false;

  constructor(sum: Sum, again?: () => Uint8Array) {
    this.#sum = sum;
    this.#again = again;
  }

  update(data: Input, encoding?: string): this {
    if (this.#isOver) {
      fail("Digest already called", "ERR_CRYPTO_HASH_FINALIZED");
    }
    this.#sum.update(bytesOf(data, "data", encoding));
    return this;
  }

  digest(encoding?: string): Buffer | string {
    const bytes = Buffer.from(this.#finish());
    return encoding === undefined || encoding === "buffer" ? bytes : bytes.toString(encoding);
  }

  copy(): Hash {
    if (this.#isOver) {
      fail("Digest already called", "ERR_CRYPTO_HASH_FINALIZED");
    }
    return new Hash(this.#sum.clone(), this.#again);
  }

  #finish(): Uint8Array {
    if (!this.#isOver) {
      this.#isOver = true;
      return this.#sum.digest();
    }
    return this.#again?.() ?? fail("Digest already called", "ERR_CRYPTO_HASH_FINALIZED");
  }
}

/** Node's `KeyObject`, of secrets only. */
class KeyObject {
  readonly type = "secret";
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.slice();
  }

  get symmetricKeySize(): number {
    return this.#bytes.length;
  }

  export(): Buffer {
    return Buffer.from(this.#bytes);
  }
}

function createSecretKey(key: Input, encoding?: string): KeyObject {
  return new KeyObject(bytesOf(key, "key", encoding));
}

function createHash(algorithm: string): Hash {
  const hash = findHash(algorithm) ?? fail("Digest method not supported");
  return new Hash(hash.create());
}

function createHmac(algorithm: string, key: Input | KeyObject): Hash {
  const hash =
    findHash(algorithm) ??
    fail(`Invalid digest: ${algorithm}`, "ERR_CRYPTO_INVALID_DIGEST", TypeError);
  // The empty digest of a second call is Node's.
  return new Hash(
    hmac.create(hash, key instanceof KeyObject ? key.export() : bytesOf(key, "key")),
    () => new Uint8Array(),
  );
}

/** @throws TypeError for what is no bytes, RangeError for different lengths */
function timingSafeEqual(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((value, index) =>
    typeof value === "string"
      ? fail(
          `The "buf${index + 1}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
          "ERR_INVALID_ARG_TYPE",
          TypeError,
        )
      : bytesOf(value, `buf${index + 1}`),
  ) as [Uint8Array, Uint8Array];
  if (first.length !== second.length) {
    fail(
      "Input buffers must have the same byte length",
      "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH",
      RangeError,
    );
  }
  let difference = 0;
  for (const [index, byte] of first.entries()) {
    difference |= byte ^ (second[index] ?? 0);
  }
  return difference === 0;
}

/** The most bytes that a browser gives at once. */
const mostRandom = 65_536;

function randomBytes(size: number): Buffer;
function randomBytes(size: number, callback: Callback<Buffer>): undefined;
function randomBytes(size: number, callback?: Callback<Buffer>): Buffer | undefined {
  if (!Number.isInteger(size) || size < 0 || size > 0x7fffffff) {
    fail(
      `The value of "size" is out of range. It must be >= 0 && <= 2147483647. Received ${size}`,
      "ERR_OUT_OF_RANGE",
      RangeError,
    );
  }
  const bytes = Buffer.alloc(size);
  for (let start = 0; start < size; start += mostRandom) {
    crypto.getRandomValues(bytes.subarray(start, start + mostRandom));
  }
  if (!callback) {
    return bytes;
  }
  queueMicrotask(() => {
    callback(null, bytes);
  });
  return undefined;
}

function randomUUID(): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(ends[index - 1] ?? 0, end))
    .join("-");
}

/** A whole number from `min`, 0 if left out, to below `max`, each equally likely. */
function randomInt(...args: number[]): number {
  const [min, max] = args.length > 1 ? [args[0] ?? 0, args[1] ?? 0] : [0, args[0] ?? 0];
  const range = max - min;
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max)) {
    fail("The arguments must be safe integers.", "ERR_INVALID_ARG_TYPE", TypeError);
  }
  if (range <= 0 || range >= 2 ** 48) {
    fail(
      `The value of "max" is out of range. It must be greater than the value of "min" (${min}). Received ${max}`,
      "ERR_OUT_OF_RANGE",
      RangeError,
    );
  }
  const fair = 2 ** 48 - (2 ** 48 % range);
  for (;;) {
    const value = randomBytes(6).readUIntBE(0, 6);
    if (value < fair) {
      return min + (value % range);
    }
  }
}

/**
 * What a browser's script cannot have, because what works at once in Node would have to wait here.
 */
const missing =
  `createCipheriv createDecipheriv createPrivateKey createPublicKey createSign createVerify
  generateKeyPair generateKeyPairSync hkdf hkdfSync pbkdf2 pbkdf2Sync privateDecrypt privateEncrypt publicDecrypt
  publicEncrypt scrypt scryptSync sign verify`.split(/\s+/);

function refuse(name: string): () => never {
  return () => fail(`crypto.${name} is not there in a browser; the command try has it`);
}

/** Node's `crypto` without ciphers, keys and signatures: calling one of those says so. */
export const nodeCrypto = {
  ...Object.fromEntries(missing.map((name) => [name, refuse(name)])),
  KeyObject,
  createHash,
  createHmac,
  createSecretKey,
  getHashes: () => Object.keys(algorithms),
  getRandomValues: (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes),
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
  webcrypto: crypto,
};
