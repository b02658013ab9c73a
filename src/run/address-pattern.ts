import { parseUrl } from "../text/url.ts";

/** Stands for any text. */
const any = "*";
/** What a star is while an address is read: browsers escape a star in a host, and Node does not. */
const star = "x0star0x";
const anyPort = `:${star}`;
/** The scheme of an address, its host with the port, and what follows. */
const parts = /^([^:/?]*:)[/\\]{2}([^/\\?]*)([^]*)$/;
/** How the addresses that scripts ask for begin. */
const schemes = ["http://", "https://"];

/** Whether a text is an absolute address, or a pattern that can fit one. */
export function isAddressPattern(text: string): boolean {
  if (parseUrl(text.replaceAll(any, star))) {
    return true;
  }
  const [before = "", ...others] = text.toLowerCase().split(any);
  return (
    others.length > 0 &&
    schemes.some((scheme) => scheme.startsWith(before) || before.startsWith(scheme))
  );
}

/**
 * Makes what tells whether an address fits a pattern, in which `*` stands for any text: also for
 * slashes, a query, or nothing. The text around the stars is compared as URLs are: a host in any
 * case and without the usual port of its scheme, an escape like the character that it stands for
 * unless that has another meaning. A pattern that ends with the host needs no slash, and one
 * without a query fits any.
 */
export function addressMatcher(pattern: string): (address: string) => boolean {
  if (pattern === any) {
    return () => true;
  }
  const forms = spellingsOf(pattern).map((text) => levelEscapes(text).split(star));
  return (address) => {
    const whole = levelEscapes(levelHost(address));
    const texts = [whole, whole.replace(/\?[^]*$/, "")];
    return forms.some((pieces) => texts.some((text) => fits(text, pieces)));
  };
}

/** A pattern with each of the texts that may be left out and not, and other stars. */
function spellingsOf(pattern: string): string[] {
  const level = levelHost(pattern.replaceAll(any, star));
  const [, scheme, host = "", rest = ""] = parts.exec(level) ?? [];
  if (scheme === undefined) {
    return [level];
  }
  // Any port is also the one that is not written.
  const hosts = host.endsWith(anyPort) ? [host, host.slice(0, -anyPort.length)] : [host];
  const paths = /^[/\\]/.test(rest) ? [rest] : [rest, `/${rest}`];
  return hosts.flatMap((name) => paths.map((path) => `${scheme}//${name}${path}`));
}

/**
 * An address with its host as URLs have it, if it has one, and without the fragment, which is never
 * sent.
 */
function levelHost(text: string): string {
  const address = text.replace(/#[^]*$/, "");
  const [, scheme, host = "", rest = ""] = parts.exec(address) ?? [];
  if (scheme === undefined) {
    return address;
  }
  const port = host.endsWith(anyPort) ? anyPort : "";
  const name = host.slice(0, host.length - port.length);
  const parsed = parseHttp(`${scheme}//${name}${rest}`);
  if (parsed === undefined || starsIn(parsed.href) !== starsIn(`${name}${rest}`)) {
    return `${scheme.toLowerCase()}//${host.toLowerCase()}${rest}`;
  }
  // The slash that a URL puts behind its host would be the end of a star there.
  const path = /^[/\\]/.test(rest) ? parsed.pathname : "";
  return `${parsed.protocol}//${parsed.host}${port}${path}${parsed.search}`;
}

function parseHttp(address: string): URL | undefined {
  return /^https?:/i.test(address) ? parseUrl(address) : undefined;
}

function starsIn(text: string): number {
  return text.split(star).length;
}

/**
 * What may be escaped or not is not, and what has to be is, in capitals. Source: RFC 3986, section
 * 6.2.2
 */
function levelEscapes(address: string): string {
  const escaped = address
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/[^\x21-\x7E]|["<>\\^`{|}]/gu, encodeURIComponent);
  const [path = "", ...query] = escaped.split("?");
  // In a query both are a blank.
  const all = [path, ...query.map((part) => part.replaceAll("+", "%20"))].join("?");
  return all.replace(/%([\dA-F]{2})/gi, (escape, code: string) => {
    const character = String.fromCharCode(parseInt(code, 16));
    return /[\w.~!$'(),:;@[\]-]/.test(character) ? character : escape.toUpperCase();
  });
}

/**
 * Whether a text has these pieces in their order, the first one at its start and the last one at
 * its end.
 */
function fits(text: string, [first = "", ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) {
    return text === first;
  }
  if (!text.startsWith(first)) {
    return false;
  }
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found === -1) {
      return false;
    }
    at = found + piece.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}
