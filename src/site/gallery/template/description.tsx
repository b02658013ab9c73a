import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * The description of a template, whose HTML is not trusted: it is shown by what makes it safe, or
 * not at all.
 */
export function Description({ html }: { readonly html: string }): JSX.Element | null {
  const place = useRef<HTMLDivElement>(null);
  const [note, setNote] = useState("");
  useEffect(() => {
    let isWanted = true;
    const show = async () => {
      const { isCut, sanitize } = await import("./sanitize.ts");
      if (isWanted) {
        place.current?.replaceChildren(sanitize(html));
        setNote(isCut(html) ? "The description is too long to be shown in full." : "");
      }
    };
    show().catch(() => {
      setNote("The description could not be loaded.");
    });
    return () => {
      isWanted = false;
    };
  }, [html]);
  if (html === "") {
    return null;
  }
  return (
    <section class="how" aria-labelledby="how">
      <h2 id="how">How it works</h2>
      <div ref={place} class="prose" />
      {note !== "" && <p class="note">{note}</p>}
    </section>
  );
}
