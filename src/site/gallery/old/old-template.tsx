import type { JSX, RefObject } from "preact";

import type { OldId } from "../../model/old-ids.ts";
import { writeAddress } from "../../router/address.ts";

interface Props {
  readonly old: OldId;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}

/** What became of one template of the original repository. */
export function OldTemplate({ old, heading }: Props): JSX.Element {
  return (
    <div class="message old-template">
      {old.kind === "replaced" ? (
        <Replaced old={old} heading={heading} />
      ) : (
        <Retired old={old} heading={heading} />
      )}
      <p>
        <a href={writeAddress({ page: "old" })}>All old templates</a>
      </p>
    </div>
  );
}

type PropsOf<Kind extends OldId["kind"]> = Props & { readonly old: Extract<OldId, { kind: Kind }> };

function Replaced({ old: { id, template }, heading }: PropsOf<"replaced">) {
  return (
    <>
      <p class="kicker">
        <code>{id}</code> is now
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {template.title}
      </h1>
      <p>It does what the old template did.</p>
      <p>
        <a class="button primary" href={writeAddress({ page: "template", id: template.id })}>
          Open {template.title}
        </a>
      </p>
    </>
  );
}

function Retired({ old: { id, reason, template }, heading }: PropsOf<"retired">) {
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        <code>{id}</code> was retired
      </h1>
      <p>{reason}</p>
      {template && (
        <p>
          Instead:{" "}
          <a href={writeAddress({ page: "template", id: template.id })}>{template.title}</a>
        </p>
      )}
    </>
  );
}
