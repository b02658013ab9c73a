/**
 * A page that is a file of its own: its address, relative to the module.
 * `scripts/site/bundle-sandbox.js` makes it.
 */
declare module "*.html" {
  const address: string;
  export default address;
}

/**
 * A package of the sandbox: the address of its text, and its version.
 * `scripts/site/bundle-sandbox.js` makes it.
 */
declare module "package:*" {
  const address: string;
  export default address;
  export const version: string;
}
