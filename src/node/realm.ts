import vm from "node:vm";

/**
 * The global object that Node itself has. Test runners such as Jest run tests in a realm of their
 * own.
 */
const main = vm.runInThisContext("globalThis") as typeof globalThis;

/** Whether this module runs in Node's own realm. */
export const isMainRealm = main === globalThis;

/** The process itself: what Jest gives to tests is a copy, whose listeners hear nothing. */
export const mainProcess: NodeJS.Process = main.process;
