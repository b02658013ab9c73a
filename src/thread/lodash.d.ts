// A library without types of its own, of which scripts get all there is.
declare module "lodash" {
  const lodash: Readonly<Record<string, unknown>>;
  export default lodash;
}
