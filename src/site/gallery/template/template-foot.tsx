import type { JSX } from "preact";

import type { ShownTemplate } from "../../model/read-template.ts";

interface Props {
  readonly template: ShownTemplate;
  /** Where the source files of templates are shown, empty if nobody knows. */
  readonly source: string;
}

/** What a template is called, and where it is written. */
export function TemplateFoot({ template: { id }, source }: Props): JSX.Element {
  return (
    <p class="template-foot">
      <code>{id}</code>
      {source !== "" && (
        <>
          {" · "}
          <a href={`${source}rules/${encodeURIComponent(id)}.md`} rel="noopener noreferrer">
            {id}.md
          </a>
        </>
      )}
    </p>
  );
}
