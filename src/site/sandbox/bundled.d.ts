/**
 * The program that begins with a module, as one text. `scripts/site/bundle-sandbox.js` makes it.
 */
declare module "*?text" {
  const text: string;
  export default text;
}

/** A stand-in for a module of Node. */
declare module "unenv/node/*" {
  const exports: object;
  export default exports;
}

declare module "unenv/node/events" {
  export const EventEmitter: { readonly prototype: object };
}
