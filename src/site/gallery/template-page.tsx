import type { JSX } from "preact";
import { useRef } from "preact/hooks";

import { home, writeAddress, type Address, type Form } from "../app/address.ts";
import { useArrival } from "../app/page.ts";
import type { Site } from "../app/site.ts";
import { TryIt, TryItButton } from "../playground/try-it.tsx";
import { Badges } from "./badges.tsx";
import { labelOf } from "./card.tsx";
import { CodeTabs } from "./code-tabs.tsx";
import { Description } from "./description.tsx";
import { Facts } from "./facts.tsx";
import type { ReadGallery, ShownTemplate } from "./read-gallery.ts";
import { findRelated } from "./related.ts";
import type { Search } from "./search.ts";
import { SettingsForm } from "./settings-form.tsx";

interface Props {
  readonly site: Site;
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly address: Extract<Address, { page: "template" }>;
}

/** All about one template. */
export function TemplatePage({ site, gallery, search, address }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  const template = gallery.templates.find(({ id }) => id === address.id);
  useArrival(site.router, template?.title ?? "No such template", heading);
  return (
    <div class="template-page">
      <BackLink site={site} />
      {template ? (
        <Template
          site={site}
          gallery={gallery}
          template={template}
          form={address.form}
          heading={heading}
        />
      ) : (
        <NoTemplate id={address.id} gallery={gallery} search={search} heading={heading} />
      )}
    </div>
  );
}

/** Goes back to the list as it was left, where a list led here. */
function BackLink({ site: { router } }: { readonly site: Site }) {
  return (
    <p class="back">
      <a
        href={writeAddress(home)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          router.leave(home);
        }}
      >
        ← All templates
      </a>
    </p>
  );
}

interface Heading {
  readonly heading: { current: HTMLHeadingElement | null };
}

interface TemplateProps extends Heading {
  readonly site: Site;
  readonly gallery: ReadGallery;
  readonly template: ShownTemplate;
  readonly form: Form | undefined;
}

function Template({ site, gallery, template, form, heading }: TemplateProps) {
  const { id, title, overview, categories, configuration } = template;
  const showForm = (next: Form) => {
    site.router.go({ page: "template", id, form: next }, "replace");
  };
  return (
    <article class="template">
      <header>
        <p class="kicker">
          {categories.map((name) => (
            <a key={name} href={writeAddress(listOf(name))}>
              {labelOf(name, gallery)}
            </a>
          ))}
        </p>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p class="lead">{overview}</p>
        <Badges template={template} isTested={site.isTested} />
        <Deprecation template={template} gallery={gallery} />
        <Lacks template={template} />
        <Hidden template={template} />
        <TryItButton />
      </header>
      <div class="template-columns">
        <div class="template-main">
          <Description html={template.description} />
          <CodeTabs template={template} form={form} settings={site.settings} onForm={showForm} />
        </div>
        <aside class="template-side">
          <Facts template={template} source={site.source} />
          {configuration.length > 0 && <SettingsForm template={template} store={site.settings} />}
        </aside>
      </div>
      <TryIt site={site} template={template} />
      <Related template={template} gallery={gallery} />
    </article>
  );
}

function listOf(category: string): Address {
  return { page: "list", filter: { query: "", chosen: { category: [category] } } };
}

interface PartProps {
  readonly template: ShownTemplate;
  readonly gallery: ReadGallery;
}

/** Tells that a template is kept as a reference only, and leads to its replacement. */
function Deprecation({ template: { deprecated }, gallery }: PartProps) {
  if (!deprecated) return null;
  const { reason, replacement } = deprecated;
  const next = gallery.templates.find(({ id }) => id === replacement);
  return (
    <div class="notice warn" role="note">
      <p>
        <strong>Deprecated.</strong> {reason}
      </p>
      {next && (
        <p>
          Use <a href={writeAddress({ page: "template", id: next.id })}>{next.title}</a> instead.
        </p>
      )}
    </div>
  );
}

function Lacks({ template: { lacks, cut } }: { readonly template: ShownTemplate }) {
  if (lacks.length + cut.length === 0) return null;
  return (
    <p class="notice" role="note">
      This is not all of it.
      {lacks.length > 0 && ` rules.json has no ${listWords(lacks)} for this template.`}
      {cut.length > 0 && ` Too long to be shown whole: ${listWords(cut)}.`}
    </p>
  );
}

function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${last}` : last;
}

/** Code that hides something is not to be pasted unread. */
function Hidden({ template: { hasHidden } }: { readonly template: ShownTemplate }) {
  if (!hasHidden) return null;
  return (
    <p class="notice warn" role="alert">
      The code of this template has invisible characters. They are written out, such as{" "}
      <code>⟨U+200B⟩</code>, here and in what you copy. Do not use the code before you know why they
      are there.
    </p>
  );
}

function Related({ template, gallery }: PartProps) {
  const related = findRelated(template, gallery.templates);
  if (related.length === 0) return null;
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related">Related templates</h2>
      <ul>
        {related.map(({ id, title, overview }) => (
          <li key={id}>
            <a href={writeAddress({ page: "template", id })}>{title}</a>
            <p>{overview}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NoTemplateProps extends Heading {
  readonly id: string;
  readonly gallery: ReadGallery;
  readonly search: Search;
}

function NoTemplate({ id, gallery, search, heading }: NoTemplateProps) {
  const near = new Set(
    search.suggest(id.replaceAll("-", " ")).flatMap((query) => search.find(query)),
  );
  const ids = new Set([...near].map((hit) => hit.id));
  const found = gallery.templates.filter((template) => ids.has(template.id)).slice(0, 5);
  return (
    <div class="message">
      <h1 ref={heading} tabIndex={-1}>
        There is no template “{id}”
      </h1>
      <p>
        {found.length > 0 ? "Was it one of these?" : "Look for it in the list of all templates."}
      </p>
      <ul>
        {found.map((template) => (
          <li key={template.id}>
            <a href={writeAddress({ page: "template", id: template.id })}>{template.title}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
