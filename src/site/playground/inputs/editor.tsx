import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Place } from "../draft/place.ts";
import type { LineMark } from "../search/tell-search.ts";
import type { MountedEditor } from "./code-mirror.ts";

interface Props {
  readonly label: string;
  readonly language: "javascript" | "json";
  readonly text: string;
  /** Shown as long as there is no text. */
  readonly placeholder?: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  /** Where something is wrong. */
  readonly problem: Place | undefined;
  /** How lines are marked, by line. */
  readonly marks?: ReadonlyMap<number, LineMark> | undefined;
  /** What is to be shown; a new object shows it again. */
  readonly reveal: Place | undefined;
}

/** An editor for a text; a plain field until the editor is loaded, and where it cannot be. */
export function Editor(props: Props): JSX.Element {
  const { label, text, onText, problem, marks, reveal } = props;
  const { host, plain, editor, told } = useMounted(props);
  useEffect(() => {
    // A text that the editor has told itself comes back, perhaps when the reader has typed on.
    const echo = told.current.lastIndexOf(text);
    if (echo >= 0) {
      told.current.splice(0, echo);
      return;
    }
    // What was told before is no echo any more, should it come back.
    told.current = [];
    editor?.setText(text);
  }, [editor, text]);
  useEffect(() => {
    editor?.setProblem(problem);
  }, [editor, problem?.line, problem?.column]);
  useEffect(() => {
    editor?.setMarks(marks);
  }, [editor, marks && JSON.stringify([...marks])]);
  useEffect(() => {
    if (reveal) {
      editor?.goTo(reveal);
    }
  }, [editor, reveal]);
  return (
    <>
      <div ref={host} class="editor" hidden={!editor} />
      {!editor && (
        <textarea
          ref={plain}
          class="editor"
          aria-label={label}
          placeholder={props.placeholder}
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => {
            onText(currentTarget.value);
          }}
        />
      )}
    </>
  );
}

/** Loads the editor and puts it in the place of the field, with the focus if that had it. */
function useMounted(props: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(props);
  const told = useRef<string[]>([]);
  const [editor, setEditor] = useState<MountedEditor>();
  useLayoutEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    let mounted: MountedEditor | undefined;
    let wanted = true;
    const mount = async () => {
      const { mountEditor } = await import("./code-mirror.ts");
      if (!wanted || !host.current) {
        return;
      }
      const { label, language, text, placeholder = "" } = latest.current;
      const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
      // What the editor begins with is no news to it, even if the reader types before it is drawn.
      told.current = [text];
      mounted = mountEditor(root, {
        label,
        language,
        text,
        placeholder,
        onText: (next) => {
          told.current.push(next);
          latest.current.onText(next);
        },
        onRun: () => {
          latest.current.onRun();
        },
      });
      const hadFocus = document.activeElement === plain.current;
      setEditor(mounted);
      if (hadFocus) {
        requestAnimationFrame(() => mounted?.focus());
      }
    };
    // Without it the field stays.
    mount().catch(() => undefined);
    return () => {
      wanted = false;
      mounted?.remove();
    };
  }, []);
  return { host, plain, editor, told };
}
