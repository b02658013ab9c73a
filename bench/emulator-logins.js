// The process in which logins are measured. Prints what it found, as JSON.
/* global gc, Response, setImmediate */
import console from "node:console";
import { performance } from "node:perf_hooks";
import process from "node:process";

import { createTenant, loadRule } from "../src/api.ts";
import rules from "../rules.json" with { type: "json" };

/**
 * So many logins, and the milliseconds they took: on the clock, and of all processors.
 *
 * @typedef {{ logins: number, milliseconds: number, cpu: number }} Sample
 * @typedef {{ [figure: string]: Sample[] }} Samples
 * @typedef {{ logins: number, megabytes: number }} Heap
 */

const trivial = "function trivial(user, context, callback) { callback(null, user, context); }";
const loaded = loadRule(trivial);
const ten = Array.from({ length: 10 }, () => loaded);

const gallery = /** @type {import("../src/gallery/entry.ts").Gallery} */ (
  /** @type {unknown} */ (rules)
);
const mailgun = gallery
  .flatMap(({ templates }) => templates)
  .find((template) => template.id === "mailgun");
const mailgunRule = loadRule(mailgun?.code ?? "");
const configuration = {
  MAILGUN_API_KEY: "key",
  MAILGUN_DOMAIN: "mg.example.com",
  MAILGUN_FROM: "signups@mg.example.com",
  MAILGUN_TO: "admin@example.com",
};

const tenant = createTenant();
let requests = 0;
Object.assign(globalThis, {
  fetch: () => {
    requests++;
    return Promise.resolve(new Response('{"id":"1"}', { status: 200 }));
  },
});

/** @type {{ [figure: string]: () => Promise<unknown> }} */
const figures = {
  loaded: () => tenant.login({ rules: [loaded] }),
  afresh: () => tenant.login({ rules: [loadRule(trivial)] }),
  ten: () => tenant.login({ rules: ten }),
  request: () =>
    createTenant().login({ rules: [mailgunRule], stats: { logins_count: 1 }, configuration }),
};

const [, , what] = process.argv;
console.log(JSON.stringify(what === "memory" ? await measureMemory() : await measureFigures()));

/** Each figure for a second, after a second that is not counted. */
async function measureFigures() {
  /** @type {Samples} */
  const samples = {};
  for (const [name, login] of Object.entries(figures)) {
    await repeat(login, 1000);
    samples[name] = [await repeat(login, 1000)];
  }
  if (requests === 0) {
    throw new Error("the template made no request");
  }
  return samples;
}

/**
 * Repeats a login for a while, which is counted in the time of the processors: what the machine
 * does beside this may slow it down, but not cut it short.
 *
 * @param {() => Promise<unknown>} login
 * @param {number} least milliseconds
 * @returns {Promise<Sample>}
 */
async function repeat(login, least) {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let logins = 100; ; logins += 100) {
    for (let i = 0; i < 100; i++) {
      await login();
    }
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1000;
    if (cpu >= least) {
      return { logins, milliseconds: performance.now() - start, cpu };
    }
  }
}

/** The heap in the course of 100,000 logins, of each kind as many. @returns {Promise<Heap[]>} */
async function measureMemory() {
  const kinds = Object.values(figures);
  const heaps = [];
  for (let logins = 1; logins <= 100_000; logins++) {
    await kinds[logins % kinds.length]?.();
    if (logins === 10_000 || logins === 50_000 || logins === 100_000) {
      heaps.push({ logins, megabytes: await heapUsed() });
    }
  }
  return heaps;
}

async function heapUsed() {
  // Two turns: what the last login left to be freed has to be let go of first.
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    gc?.();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}
