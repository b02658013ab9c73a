/** A page that is a file of its own: its address, relative to the module. `scripts/site/bundle-sandbox.js` makes it. */
declare module "*.html" {
  const address: string;
  export default address;
}
