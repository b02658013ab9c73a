import { describeFailure } from "../host/errors.ts";
import { isRecord } from "../../text/plain-data.ts";

type Load = (name: string) => unknown;
type Members = Record<string, unknown>;
type Callable = (...args: unknown[]) => unknown;

/**
 * The free names that rules had up to Node 12, and how each was made of a package. The versions
 * were those of the time; here the caller's modules count. Sources: the npm package
 * auth0-authz-rules-api 4.0.0 and
 * https://auth0.com/docs/troubleshoot/product-lifecycle/past-migrations/migrate-to-nodejs-16
 */
const makers: Record<string, (load: Load) => unknown> = {
  _: (load) => load("lodash"),
  async: (load) => load("async"),
  Auth0: (load) => load("auth0"),
  azure_storage: (load) => load("azure-storage"),
  bcrypt: (load) => load("bcrypt"),
  couchbase: (load) => load("couchbase"),
  cql: (load) => load("node-cassandra-cql"),
  crypto: (load) => makeCrypto(load),
  ip: (load) => (address: unknown) => ({
    in_range: (ranges: unknown) => member(load("range_check"), "in_range")(address, ranges),
  }),
  jwt: (load) => makeJwt(membersOf(load("jsonwebtoken"))),
  Knex: (load) => load("knex"),
  mongo: (load) => makeMongo(load),
  mysql: (load) => member(load("mysql"), "createConnection"),
  mysql_pool: (load) => makePool(member(load("mysql"), "createPool")),
  ObjectID: (load) => membersOf(load("mongodb"))["ObjectID"],
  pbkdf2: (load) => (load("easy-pbkdf2") as Callable)(),
  pg: (load) => load("pg"),
  postgres: (load) => {
    const pg = membersOf(load("pg"));
    return (...args: unknown[]) => Reflect.apply(member(pg, "connect"), pg, args);
  },
  Pubnub: (load) => load("pubnub"),
  q: (load) => load("q"),
  querystring: (load) => load("querystring"),
  request: (load) => load("request"),
  sqlserver: (load) => makeSqlServer(membersOf(load("tedious"))),
  uuid: (load) => load("uuid"),
  xml2js: (load) => load("xml2js"),
  xmldom: (load) => load("xmldom"),
  xpath: (load) => load("xpath"),
  xtend: (load) => load("xtend"),
};

/** The names of the globals, without those that the runtime has anyway. */
export const magicNames: readonly string[] = Object.keys(makers);

/** Adds a getter per name, which loads the package when the name is used and not before. */
export function addMagicGlobals(globals: object, load: Load): void {
  for (const [name, make] of Object.entries(makers)) {
    let made: { value: unknown } | undefined;
    Object.defineProperty(globals, name, {
      get: () => (made ??= { value: make(load) }).value,
    });
  }
}

/** The packages of those that were not called as their global is. */
const packages: Readonly<Record<string, string>> = {
  _: "lodash",
  Auth0: "auth0",
  azure_storage: "azure-storage",
  cql: "node-cassandra-cql",
  ip: "range_check",
  jwt: "jsonwebtoken",
  Knex: "knex",
  mongo: "mongo-getdb",
  mysql_pool: "mysql",
  ObjectID: "mongodb",
  pbkdf2: "easy-pbkdf2",
  postgres: "pg",
  Pubnub: "pubnub",
  sqlserver: "tedious",
};

/**
 * The package or the module of Node that a global of Node 12 was made of; undefined if it was none.
 */
export function packageOfGlobal(name: string): string | undefined {
  return Object.hasOwn(makers, name) ? (packages[name] ?? name) : undefined;
}

/** Says of a name that is not there that it was there up to Node 12, if it was. */
export function noteMagic(warn: (text: string) => void): (name: string) => void {
  return (name) => {
    const module = packageOfGlobal(name);
    if (module === undefined) {
      return;
    }
    const instead = name === "request" ? ", or use fetch" : "";
    warn(
      `${name} was a global up to Node 12, but is not on Node 22: require("${module}")${instead}, or run the rule with the runtime node12 (try: --runtime node12)`,
    );
  };
}

/** `crypto` is still a name, but of another object. */
const cryptoMistake = /^crypto\.\w+ is not a function$/;

/**
 * Says of an error that a rule used Node's module `crypto` as a global, as it could up to Node 12.
 */
export function explainCrypto(error: unknown): string | undefined {
  if (!cryptoMistake.test(describeFailure(error).message)) {
    return undefined;
  }
  return 'crypto was Node\'s module as a global up to Node 12, and is the Web Crypto API on Node 22: const crypto = require("crypto"), or run the rule with the runtime node12 (try: --runtime node12)';
}

function membersOf(module: unknown): Members {
  return isRecord(module) || typeof module === "function" ? (module as Members) : {};
}

function member(module: unknown, name: string): Callable {
  return membersOf(module)[name] as Callable;
}

/** A key that is a string is read as binary. */
function makeCrypto(load: Load): Members {
  const crypto = membersOf(load("crypto"));
  const { Buffer: Bytes } = load("buffer") as { Buffer: { from(...values: unknown[]): unknown } };
  const createCipheriv = (algorithm: unknown, key: unknown, ...rest: unknown[]) =>
    member(crypto, "createCipheriv")(
      algorithm,
      typeof key === "string" ? Bytes.from(key, "binary") : key,
      ...rest,
    );
  return { ...crypto, createCipheriv };
}

/** `expiresInMinutes` is an option of old. */
function makeJwt({ decode, sign, verify }: Members): Members {
  return {
    decode,
    verify,
    sign: (...given: unknown[]) => {
      const [payload, secret, options, ...rest] = given;
      if (!isRecord(options) || !("expiresInMinutes" in options)) {
        return (sign as Callable)(...given);
      }
      const { expiresInMinutes, ...others } = options;
      const modern = { ...others, expiresIn: `${String(expiresInMinutes)}m` };
      return (sign as Callable)(payload, secret, modern, ...rest);
    },
  };
}

function makeMongo(load: Load): Callable {
  const { Long, Double, ObjectID: ObjectId, Timestamp, BSON: bson } = membersOf(load("mongodb"));
  const connect: Callable = (url, callback) => {
    if (url === undefined || url === "" || url === "mongo://") {
      throw new Error("The URL of the database is empty.");
    }
    return (load("mongo-getdb") as Callable)(url, callback);
  };
  return Object.assign(connect, { Long, Double, ObjectID: ObjectId, Timestamp, BSON: bson });
}

/** One pool for the same options. */
function makePool(createPool: Callable): Callable {
  const pools = new Map<string, unknown>();
  return (options) => {
    const key = JSON.stringify(options);
    if (!pools.has(key)) {
      pools.set(key, createPool(options));
    }
    return pools.get(key);
  };
}

function makeSqlServer({ Connection, Request, TYPES: types }: Members): Members {
  return {
    connect: (config: unknown) => Reflect.construct(Connection as Callable, [config]) as Members,
    Request,
    Types: types,
  };
}
