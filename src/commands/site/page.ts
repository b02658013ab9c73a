/** What is put into the page of a bundled site. */
export interface PageChanges {
  /** The path of the folder on its host, as --base takes it. */
  readonly base?: string;
  /** What the site is called. */
  readonly title?: string;
  /** Where the page loads the gallery from, if not from the file beside it. */
  readonly rulesJson?: URL;
  /**
   * Whether the templates are the package's own, which are tested and whose source files can be
   * linked to.
   */
  readonly isOwn: boolean;
}

/** The page with its base and the address of its gallery. Its policy allows for nothing more. */
export function changePage(page: string, { base, title, rulesJson, isOwn }: PageChanges): string {
  let changed = page;
  // Another gallery does not go by the name of ours.
  const name = title ?? (isOwn ? undefined : "Templates");
  if (name !== undefined) {
    const [from, to] = [
      "<title>Rules Templates</title>",
      `<title>${escapeAttribute(name)}</title>`,
    ];
    changed = replaceOnce(changed, from, to);
  }
  if (base !== undefined) {
    const element = `<base href="${escapeAttribute(withSlash(base))}" />`;
    changed = replaceOnce(
      changed,
      '<meta name="viewport"',
      `${element}\n    <meta name="viewport"`,
    );
  }
  if (rulesJson) {
    const { origin, href } = rulesJson;
    const [from, to] = [metaOf("rules-json", "rules.json"), metaOf("rules-json", href)];
    changed = replaceOnce(changed, from, to);
    changed = replaceOnce(changed, "connect-src 'self'", `connect-src 'self' ${origin}`);
  }
  return isOwn
    ? changed
    : changed.replace(
        /(?<=<meta name="(?:source|gallery|version)" content=")[^"]*(?=")/g,
        () => "",
      );
}

/** Whether a page is one of a site that this command has written. */
export function isOwnPage(page: string): boolean {
  return page.includes(metaOf("generator", "rules-templates"));
}

/** What is wrong with a path of --base, if anything. */
export function checkBase(base: string): string | undefined {
  if (/^\/(?:[^/\s"'<>?#\\][^\s"'<>?#\\]*)?$/.test(base)) {
    return undefined;
  }
  return "--base takes a path that begins with one slash, such as /gallery/";
}

/**
 * What is wrong with the web address of a gallery, if anything: its host becomes a part of the
 * page's policy.
 */
export function checkAddress({ username, password, hostname }: URL): string | undefined {
  if (username !== "" || password !== "") {
    return "has a user name or a password in it, which no page can use and every reader could see";
  }
  if (/^(?:[\w.-]+|\[[\da-f:]+\])$/.test(hostname)) {
    return undefined;
  }
  return "has a host that the policy of a page cannot name";
}

function withSlash(path: string): string {
  return path.endsWith("/") ? path : `${path}/`;
}

function metaOf(name: string, content: string): string {
  return `<meta name="${name}" content="${escapeAttribute(content)}" />`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Throws if the text is not there: then the page is not the one that this was written for. */
function replaceOnce(page: string, from: string, to: string): string {
  if (!page.includes(from)) {
    throw new Error(`the page of the site has no ${from}`);
  }
  return page.replace(from, () => to);
}
