import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import type { Router } from "../router/router.ts";
import type { Link } from "./draft/drafts.ts";
import { Keys } from "../ui/keys.tsx";
import { isShared } from "./draft/share.ts";

interface Props {
  readonly router: Router;
  readonly link: Link | undefined;
  /** The settings of the link that count. */
  readonly settings: readonly (readonly [key: string, value: string])[];
  /** The keys of secrets that have no value here, and perhaps had one where the link was made. */
  readonly missing: readonly string[];
}

/** Tells that what is in the playground came with a link, of which nobody knows who made it. */
export function LinkNotice({ router, link, settings, missing }: Props): JSX.Element | null {
  const notice = useLead(router, link);
  if (!link) {
    return null;
  }
  return (
    <div ref={notice} tabIndex={-1}>
      {link.kind === "damaged" ? (
        <p class="notice warn" role="alert">
          This link is incomplete. Ask for it again.
        </p>
      ) : (
        <Brought settings={settings} missing={missing} />
      )}
    </div>
  );
}

function Brought({ settings, missing }: Pick<Props, "settings" | "missing">) {
  return (
    <div class="notice" role="note">
      <p>This came with a link. Read the code before you run it.</p>
      {settings.length > 0 && (
        <p>
          {settings.map(([key, value]) => (
            <code key={key} class="linked-setting">
              {key}={value}
            </code>
          ))}
        </p>
      )}
      {missing.length > 0 && (
        <p>
          Links carry no secrets, so these have no value: <Keys keys={missing} />.
        </p>
      )}
    </div>
  );
}

/** Leads to what came with a link: the playground may stand far down a page. */
function useLead(router: Router, link: Link | undefined) {
  const notice = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Whoever comes back, or loads the page anew, is where they left it.
    if (!link || !isShared(location.hash) || router.position) {
      return;
    }
    notice.current?.focus({ preventScroll: true });
    notice.current?.scrollIntoView({ block: "center" });
  }, [link]);
  return notice;
}
