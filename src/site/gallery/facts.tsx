import type { JSX } from "preact";

import type { ShownTemplate } from "./read-gallery.ts";

interface Props {
  readonly template: ShownTemplate;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
}

/** What else there is to know of a template, fact by fact. */
export function Facts({ template, source }: Props): JSX.Element {
  const { id, service } = template;
  const modules = listModules(template);
  return (
    <section class="panel facts" aria-labelledby="facts">
      <h2 id="facts">At a glance</h2>
      <dl>
        {service && (
          <>
            <dt>Service</dt>
            <dd>
              {service.url === "" ? (
                service.name
              ) : (
                <a href={service.url} rel="noopener noreferrer">
                  {service.name}
                </a>
              )}
            </dd>
          </>
        )}
        <dt>Outage</dt>
        <dd>{describeOutage(template)}</dd>
        <dt>Modules</dt>
        <dd>
          {modules.length > 0
            ? modules.map((name) => (
                <code key={name} class="module">
                  {name}
                </code>
              ))
            : "None."}
        </dd>
        <dt>Id</dt>
        <dd>
          <code>{id}</code>
        </dd>
        {source !== "" && (
          <>
            <dt>Source</dt>
            <dd>
              <a href={`${source}rules/${encodeURIComponent(id)}.md`} rel="noopener noreferrer">
                rules/{id}.md
              </a>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function describeOutage({ outage, service }: ShownTemplate): string {
  if (!outage) return "It makes no requests, so no outage can hold up a login.";
  const name = service ? service.name : "the service";
  return outage === "allow"
    ? `While ${name} is down, the login is allowed.`
    : `While ${name} is down, the login is denied.`;
}

/** The modules of both forms: packages with their version, and Node's own. */
function listModules({ code, action }: ShownTemplate): string[] {
  const packages = (action?.dependencies ?? []).map(({ name, version }) => `${name}@${version}`);
  const names = new Set(action?.dependencies.map(({ name }) => name));
  const required = [code, action?.code ?? ""]
    .flatMap((text) => [...text.matchAll(/\brequire\(\s*["']([^"'\s]{1,100})["']\s*\)/g)])
    .flatMap(([, name]) => name ?? [])
    // The action requires by its bare name what its dependencies pin.
    .filter((name) => !names.has(name));
  return [...new Set([...packages, ...required])];
}
