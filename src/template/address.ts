/**
 * The form of an address of the web: no user, who would look like a host, and nothing that ends an
 * attribute. The schemas have the same.
 */
export const webAddress = /^https:\/\/[^\s/?#@\\"'<>`]+([/?#][^\s\\"'<>`]*)?$/;
const mailAddress = /^mailto:[^\s\\"'<>`]+$/;

/** Whether a gallery may link to an address of the web. */
export function isWebAddress(url: string): boolean {
  return webAddress.test(url) && URL.canParse(url);
}

/** Whether a description may link to it. */
export function isLinkable(url: string): boolean {
  return isWebAddress(url) || (mailAddress.test(url) && URL.canParse(url));
}
