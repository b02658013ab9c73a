/**
 * A host by its full name, as a browser writes it: no numbers, no `xn--` that stands for other
 * letters.
 */
const host = String.raw`(?:(?!xn--)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?!xn--)[a-z](?:[a-z0-9-]*[a-z0-9])`;

/**
 * The form of an address of the web: a host in lower-case ASCII and nothing before or behind it
 * that would look like one, and nothing that ends an attribute. The schemas have the same.
 */
export const webAddress = new RegExp(
  String.raw`^https:\/\/${host}(?::[1-9]\d{1,4})?(?:[\/?#][!#-&(-;=?-\[\]^_a-z{-~]*)?$`,
);
const mailAddress = new RegExp(`^mailto:[\\w.+-]+@${host}$`);

/**
 * Parts of a path that lead elsewhere than they say, such as `..`, which may be written as
 * `%2e%2e`.
 */
const dotSegment = /[/](?:\.|%2e){1,2}(?:[/?#]|$)/i;

/** Whether a gallery may link to an address of the web. */
export function isWebAddress(url: string): boolean {
  return webAddress.test(url) && URL.canParse(url) && !dotSegment.test(url);
}

/** Whether a description may link to it. */
export function isLinkable(url: string): boolean {
  return isWebAddress(url) || (mailAddress.test(url) && URL.canParse(url));
}

/**
 * What people read as an address: one with a scheme, a mail address, or a host with what follows
 * it.
 */
const written = new RegExp(
  String.raw`[a-z][a-z0-9+.-]{0,20}:\/\/[^\s<>"'()]+|mailto:[^\s<>"'()]+|` +
    String.raw`(?<![\p{L}\p{N}_@.-])(?:[\p{L}\p{N}_.+-]+@)?(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]+` +
    String.raw`(?![\p{L}\p{N}_])(?:[:\/?#][^\s<>"'()]*)?`,
  "giu",
);

/** Which dotted names are hosts to a reader, by what stands behind the last dot. */
export type HostEnd = (end: string) => boolean;

/** Among words, all but the names of files and programs, such as `Node.js`. */
export const endsHost: HostEnd = (end) => /^\p{L}{2,}$/u.test(end) && !fileEnds.has(end);

/** In code, where `event.user` has a dot, too, only the ends that most hosts have. */
export const endsHostInCode: HostEnd = (end) => knownEnds.has(end);

const fileEnds = new Set(
  "cjs cs css html java js json jsx md mjs py rb rs sh ts tsx txt xml yaml yml".split(" "),
);

/** The ends of files that are ends of hosts, too. */
const fileCountries = new Set(["md", "py", "rs", "sh"]);

const knownEnds = new Set(
  (
    "com org net edu gov mil int info biz name io dev app ai co me tv cc ws xyz site online cloud " +
    "tech store shop page link live click top club space website pro agency network security login " +
    "account support help email ac ad ae at au be bg br by ca ch cl cn cz de dk ee es eu fi fr ge " +
    "gg gr hk hr hu ie il in ir is it jp ke kr kz la li lt lu lv ly ma mx my ng nl no nu nz pe ph " +
    "pk pl pt ro ru se sg si sk su th tk tr tw ua uk us uz vn za"
  ).split(" "),
);

/**
 * The first address in the text of a link that is not where the link goes. A text may name the host
 * alone, or a host that the address belongs to: `example.com` for `https://docs.example.com/start`.
 */
export function findOtherAddress(
  text: string,
  url: string,
  isEnd: HostEnd = endsHost,
): string | undefined {
  if (text.trim() === url) {
    return undefined;
  }
  // Browsers take the first for a dot, and readers the others.
  const plain = text
    .normalize("NFKC")
    .replaceAll(/[\u3002\u00B7\u2027\u2219\u22C5\u30FB\uA4F8]/g, ".");
  for (const [found] of plain.matchAll(written)) {
    // A sentence may go on behind an address.
    const address = found.replace(/[.,;:!?]+$/, "");
    if (!namesAddress(address, url, isEnd)) {
      return address;
    }
  }
  return undefined;
}

function namesAddress(address: string, url: string, isEnd: HostEnd): boolean {
  const target = withoutSlash(url);
  if (address.includes("://") || /^mailto:/i.test(address)) {
    return withoutSlash(address) === target;
  }
  const [, user, name = "", rest = ""] = /^([^@/?#]+@)?([^/?#:]+)(.*)$/u.exec(address) ?? [];
  if (user !== undefined) {
    return target === `mailto:${address}`;
  }
  const end = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const isHost =
    isEnd(end) ||
    /^www\.|^\d+(?:\.\d+){3}$|[^\p{ASCII}]/iu.test(name) ||
    // The name of a file is one of the address.
    (isEnd === endsHost && fileCountries.has(end) && !url.includes(name));
  if (!isHost && rest === "") {
    return true;
  }
  if (rest !== "") {
    return withoutSlash(`https://${address}`) === target;
  }
  const goesTo = /^(?:https:\/\/|mailto:.*@)([^/?#:]*)/.exec(url)?.[1] ?? "";
  const named = name.toLowerCase();
  return goesTo === named || goesTo.endsWith(`.${named}`);
}

function withoutSlash(address: string): string {
  return address.replace(/\/$/, "");
}
