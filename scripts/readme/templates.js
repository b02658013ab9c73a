import { format } from "prettier";

/** @typedef {import("../../src/gallery/entry.ts").Gallery} Gallery */
/** @typedef {import("../../src/gallery/entry.ts").GalleryTemplate} GalleryTemplate */

const opening = "<!-- templates, from rules.json: npm run readme renews them -->";
const closing = "<!-- /templates -->";

const outages = { allow: "goes on", deny: "is denied" };

/**
 * A README with the templates of a gallery between its two marks.
 *
 * @param {string} text
 * @param {Gallery} gallery
 * @returns {Promise<string>}
 * @throws {Error} if the README lacks a mark
 */
export async function renewTemplates(text, gallery) {
  const start = text.indexOf(opening);
  const end = text.indexOf(closing);
  if (start === -1 || end < start) {
    throw new Error(`the README has no place for templates: add ${opening} and ${closing}`);
  }
  const templates = await renderTemplates(gallery);
  return `${text.slice(0, start)}${opening}\n\n${templates}\n${text.slice(end)}`;
}

/**
 * A heading and a table for each category, as prettier would write them.
 *
 * @param {Gallery} gallery
 * @returns {Promise<string>} Markdown
 */
export function renderTemplates(gallery) {
  const categories = gallery.map(
    ({ label, overview, templates }) =>
      `### ${escapeText(label)}\n\n${escapeText(overview)}\n\n${renderTable(templates)}`,
  );
  // A template stands in each of its categories, and its link in one place.
  const ids = new Set(gallery.flatMap(({ templates }) => templates.map(({ id }) => id)));
  const links = [...ids].sort().map((id) => `[${id}]: rules/${id}.md`);
  return format([...categories, links.join("\n")].join("\n\n"), { parser: "markdown" });
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
  if (!deprecated) return overview;
  const { replacement } = deprecated;
  const advice = replacement === undefined ? "" : `, use ${replacement} instead`;
  return `Deprecated${advice}: ${overview}`;
}

/**
 * @param {GalleryTemplate} template
 * @returns {string}
 */
function describeSettings({ configuration }) {
  if (configuration.length === 0) return "none";
  return configuration.some(({ required }) => required) ? "required" : "optional";
}

/**
 * Plain text as Markdown that shows it, in a cell of a table, too.
 *
 * @param {string} text
 * @returns {string}
 */
function escapeText(text) {
  return text.replaceAll(/[\\`*[\]<>|~]|\b_|_\b|&(?=#?\w+;)/g, "\\$&");
}
