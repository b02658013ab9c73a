import { format } from "prettier";

/** @typedef {import("../../src/gallery/entry.ts").Gallery} Gallery */
/** @typedef {import("../../src/gallery/entry.ts").GalleryTemplate} GalleryTemplate */

const introduction = `<!-- Generated from rules.json by npm run templates. -->

# All templates

The templates by category, as a gallery shows them. A template with several categories is listed in each.

If the outage column is empty, the template makes no requests. Settings are \`required\` if the template cannot work
without at least one of them.`;

const outages = { allow: "is allowed", deny: "is denied" };

/**
 * The page that lists the templates: a heading and a table for each category, formatted by
 * prettier.
 *
 * @param {Gallery} gallery
 * @returns {Promise<string>} Markdown
 */
export function renderTemplates(gallery) {
  const categories = gallery.map(
    ({ label, overview, templates }) =>
      `## ${escapeText(label)}\n\n${escapeText(overview)}\n\n${renderTable(templates)}`,
  );
  // A template is in each of its categories, but its link is defined once.
  const ids = new Set(gallery.flatMap(({ templates }) => templates.map(({ id }) => id)));
  const links = [...ids].sort().map((id) => `[${id}]: ../rules/${id}.md`);
  return format([introduction, ...categories, links.join("\n")].join("\n\n"), {
    parser: "markdown",
  });
}

/**
 * @param {readonly GalleryTemplate[]} templates
 * @returns {string}
 */
function renderTable(templates) {
  const head = ["template", "what it does", "service", "in an outage, a login", "settings"];
  const rows = templates.map((template) => [
    `[${template.id}]`,
    escapeText(describe(template)),
    escapeText(template.service?.name ?? ""),
    template.outage ? outages[template.outage] : "",
    describeSettings(template),
  ]);
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/**
 * @param {GalleryTemplate} template
 * @returns {string}
 */
function describe({ overview, deprecated }) {
  if (!deprecated) {
    return overview;
  }
  const { replacement } = deprecated;
  const advice = replacement === undefined ? "" : `, use ${replacement} instead`;
  return `Deprecated${advice}: ${overview}`;
}

/**
 * @param {GalleryTemplate} template
 * @returns {string}
 */
function describeSettings({ configuration }) {
  if (configuration.length === 0) {
    return "none";
  }
  return configuration.some(({ required }) => required) ? "required" : "optional";
}

/**
 * Plain text as Markdown that shows it, also in a table cell.
 *
 * @param {string} text
 * @returns {string}
 */
function escapeText(text) {
  return text.replaceAll(/[\\`*[\]<>|~]|\b_|_\b|&(?=#?\w+;)/g, "\\$&");
}
