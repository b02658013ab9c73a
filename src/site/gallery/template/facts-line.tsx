import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";
import { packagesOf } from "./packages.ts";

/** What to know of a template before its code, in a line. */
export function FactsLine({ template }: { readonly template: ShownTemplate }): JSX.Element {
  const { length: settings } = template.configuration;
  const packages = packagesOf(template);
  return (
    <p class="facts-line">
      <Outage template={template} />{" "}
      <span class="fact">· {settings === 0 ? "no settings" : count(settings, "setting")}</span>{" "}
      <span class="fact">· {packages.length === 0 ? "no packages" : packages.join(", ")}</span>
    </p>
  );
}

/** What a login does while the service is down. */
function Outage({ template: { outage, service } }: { readonly template: ShownTemplate }) {
  if (!outage) {
    return <>Calls no service.</>;
  }
  const end = outage === "allow" ? "logins are still allowed" : "logins are denied";
  return (
    <>
      If {service ? <Service {...service} /> : "the service"} is down, {end}.
    </>
  );
}

function Service({ name, url }: { readonly name: string; readonly url: string }) {
  if (url === "") {
    return <>{name}</>;
  }
  return (
    <a href={url} rel="noopener noreferrer">
      {name}
    </a>
  );
}

function count(number: number, word: string): string {
  return number === 1 ? `1 ${word}` : `${number} ${word}s`;
}
