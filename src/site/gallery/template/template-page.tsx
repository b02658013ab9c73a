import type { ComponentChildren, JSX, RefObject } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Form } from "../../../script/form/form.ts";
import type { ReadGallery } from "../../model/read-gallery.ts";
import type { ShownTemplate } from "../../model/read-template.ts";
import type { Address } from "../../router/address.ts";
import { useArrival } from "../../router/use-arrival.ts";
import { listOldIds, nameOldId, type OldId } from "../../model/old-ids.ts";
import { CodeTabs } from "../code/code-tabs.tsx";
import { shownForm } from "../code/forms.ts";
import { OldTemplate } from "../old/old-template.tsx";
import type { Search } from "../search/search.ts";
import { Settings } from "../settings/settings.tsx";
import type { GallerySite } from "../site.ts";
import { Description } from "./description.tsx";
import { Examples } from "./examples.tsx";
import { NoTemplate } from "./no-template.tsx";
import { RelatedList } from "./related-list.tsx";
import { TemplateDock } from "./template-dock.tsx";
import { TemplateFoot } from "./template-foot.tsx";
import { TemplateHeader } from "./template-header.tsx";
import { UseIt } from "./use-it.tsx";

/** An example that the reader wants to see run; a new object runs it again. */
export interface RunRequest {
  readonly example: string;
}

interface Props {
  readonly site: GallerySite;
  readonly gallery: ReadGallery;
  readonly search: Search;
  readonly address: Extract<Address, { page: "template" }>;
  /** The section that runs a template. */
  readonly tryIt: (template: ShownTemplate, request: RunRequest | undefined) => ComponentChildren;
}

/** All about one template. */
export function TemplatePage(props: Props): JSX.Element {
  const { site, gallery, address } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const template = gallery.templates.find(({ id }) => id === address.id);
  const old = listOldIds(gallery, site.retired).find(({ id }) => id === address.id);
  useArrival(site.router, template?.title ?? titleWithout(address.id, old), heading);
  if (template) {
    return <Template {...props} template={template} heading={heading} />;
  }
  if (old) {
    return <OldTemplate old={old} heading={heading} />;
  }
  return <NoTemplate {...props} router={site.router} id={address.id} heading={heading} />;
}

/** What the page is called where no template has this id. */
function titleWithout(id: string, old: OldId | undefined): string {
  return old ? nameOldId(old) : `No template “${id}”`;
}

interface TemplateProps extends Props {
  readonly template: ShownTemplate;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

function Template({ site, gallery, template, address, tryIt, heading }: TemplateProps) {
  const { router, settings, source } = site;
  const form = shownForm(template, address.form);
  const [request, setRequest] = useState<RunRequest>();
  return (
    <article class="template">
      <TemplateHeader router={router} template={template} gallery={gallery} heading={heading} />
      <div class="template-columns">
        <CodeTabs
          template={template}
          form={form}
          onForm={(next: Form) => {
            router.go({ page: "template", id: template.id, form: next }, "replace");
          }}
          onPlayground={() => {
            site.bringTemplate(template);
          }}
        />
        <div class="template-side">
          <UseIt template={template} form={form} settings={settings} />
          <Examples
            examples={template.examples}
            onRun={(example) => {
              setRequest({ example });
            }}
          />
          <Settings template={template} store={settings} />
        </div>
        <Description html={template.description} />
      </div>
      {tryIt(template, request)}
      <RelatedList template={template} gallery={gallery} />
      <TemplateFoot template={template} source={source} />
      <TemplateDock template={template} form={form} />
    </article>
  );
}
