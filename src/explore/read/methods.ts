const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Methods whose answer is made of what they are called on. */
export const sameMethods = words(
  `concat filter flat normalize padEnd padStart replace replaceAll reverse slice sort substring
  substr toISOString toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase trim
  trimEnd trimStart valueOf then catch finally getTime match exec toSorted getFullYear
  toWellFormed`,
);

/** Methods whose answer is an item of the list. */
export const itemMethods = words("at find findLast pop shift");

/** Methods that call a function with each item. */
export const eachMethods = words("every filter find findIndex findLast flatMap forEach map some");

/** Functions whose answer is made of what they are given. */
export const passingFunctions = words(
  `String Number Boolean Array Date BigInt parseInt parseFloat encodeURIComponent decodeURIComponent
  URL URLSearchParams Set Map Object.assign Object.keys Array.from Date.parse Number.parseFloat
  Number.parseInt Object.fromEntries Promise.resolve Promise.all Buffer.from structuredClone
  JSON.stringify Buffer.byteLength Math.floor Math.round Math.ceil Math.abs Math.max Math.min`,
);

/** Packages and modules that ask others. */
export const clients = words(
  `request request-promise request-promise-native axios got needle superagent node-fetch undici http
  https node:http node:https bent phin`,
);

/** The names by which code calls them without loading them itself, or usually. */
export const clientNames = words("request axios got rp needle superagent http https");
