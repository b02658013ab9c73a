// The editor, which is loaded when a playground is shown.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import {
  Compartment,
  EditorState,
  Prec,
  RangeSet,
  StateEffect,
  StateField,
  type Extension,
} from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  gutter,
  GutterMarker,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder as showPlaceholder,
  type DecorationSet,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

import type { Place } from "../draft/place.ts";
import type { LineMark } from "../search/tell-search.ts";

export interface EditorOptions {
  readonly label: string;
  readonly language: "javascript" | "json";
  readonly text: string;
  /** Shown as long as there is no text. */
  readonly placeholder: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
}

/** An editor that is on the page. */
export interface MountedEditor {
  /** Replaces the text, unless it is this one already. */
  setText(text: string): void;
  /** Marks the line in which something is wrong. */
  setProblem(place: Place | undefined): void;
  /** Marks lines beside their numbers. */
  setMarks(marks: ReadonlyMap<number, LineMark> | undefined): void;
  /** Shows a place, and puts the cursor there. */
  goTo(place: Place): void;
  focus(): void;
  remove(): void;
}

/**
 * Puts an editor into a shadow tree: there its styles are sheets of a script's own, which the
 * page's policy allows, and not elements. The tab key leaves it, as it leaves any field.
 */
export function mountEditor(root: ShadowRoot, options: EditorOptions): MountedEditor {
  const wrapping = new Compartment();
  const media = matchMedia(narrow);
  const wrap = () => (media.matches ? EditorView.lineWrapping : []);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [...extensionsOf(options), wrapping.of(wrap())],
    }),
  });
  const follow = () => {
    view.dispatch({ effects: wrapping.reconfigure(wrap()) });
  };
  media.addEventListener("change", follow);
  return {
    setText: (text) => {
      const { doc } = view.state;
      if (doc.toString() === text) {
        return;
      }
      view.dispatch({ changes: { from: 0, to: doc.length, insert: text } });
    },
    setProblem: (place) => {
      const at = place && offsetOf(view, place);
      view.dispatch({ effects: markLine.of(at) });
    },
    setMarks: (marks) => {
      view.dispatch({ effects: markLines.of(marks ?? new Map()) });
    },
    goTo: (place) => {
      const at = offsetOf(view, place);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
      view.focus();
    },
    focus: () => {
      view.focus();
    },
    remove: () => {
      media.removeEventListener("change", follow);
      view.destroy();
    },
  };
}

function offsetOf({ state: { doc } }: EditorView, { line, column }: Place): number {
  const { from, length } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return from + Math.min(Math.max(0, column - 1), length);
}

/** Windows in which lines are wrapped: a line that goes on out of sight is hard to follow there. */
const narrow = "(max-width: 63.99rem)";

function extensionsOf({ label, language, placeholder, onText, onRun }: EditorOptions): Extension[] {
  const run = () => {
    onRun();
    return true;
  };
  return [
    // Before the usual key, which would add a line.
    Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    history(),
    typeOver,
    lineNumbers(),
    highlightSpecialChars(),
    highlightActiveLine(),
    drawSelection(),
    ...(placeholder === "" ? [] : [showPlaceholder(placeholder)]),
    indentOnInput(),
    bracketMatching(),
    problemLine,
    markedLines,
    markGutter,
    language === "json" ? json() : javascript(),
    syntaxHighlighting(colors),
    look,
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) {
        onText(state.doc.toString());
      }
    }),
  ];
}

/**
 * Puts what is typed over a selection into the text. The browser itself would keep the color of
 * what it replaces, in an inline style, which the page's policy forbids.
 */
const typeOver = EditorView.domEventHandlers({
  beforeinput: ({ inputType, data }, view) => {
    const { state } = view;
    if (inputType !== "insertText" || data === null || state.selection.main.empty) {
      return false;
    }
    view.dispatch(state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

const markLine = StateEffect.define<number | undefined>();
const problemMark = Decoration.line({ class: "cm-problem" });

/** The line with a problem; it moves with the text, and goes with the next run. */
const problemLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (marks, { changes, effects, newDoc }) => {
    const [effect] = effects.filter((one) => one.is(markLine));
    if (!effect) {
      return marks.map(changes);
    }
    const at = effect.value;
    return at === undefined
      ? Decoration.none
      : Decoration.set([problemMark.range(newDoc.lineAt(at).from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const markLines = StateEffect.define<ReadonlyMap<number, LineMark>>();

class Mark extends GutterMarker {
  readonly #mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.#mark = mark;
  }

  override toDOM(): Node {
    const bar = document.createElement("div");
    bar.className = `cm-mark cm-${this.#mark.kind}`;
    bar.title = this.#mark.title;
    return bar;
  }
}

/** What logins of a search went through; gone when the text is another one. */
const markedLines = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update: (marks, { docChanged, effects, newDoc }) => {
    const [effect] = effects.filter((one) => one.is(markLines));
    if (!effect) {
      return docChanged ? RangeSet.empty : marks;
    }
    const found = [...effect.value].filter(([line]) => line <= newDoc.lines);
    return RangeSet.of(
      found.map(([line, mark]) => new Mark(mark).range(newDoc.line(line).from)),
      true,
    );
  },
});

const markGutter = gutter({
  class: "cm-marks",
  markers: (view) => view.state.field(markedLines),
});

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: "var(--code-name)",
  },
  { tag: tags.propertyName, color: "var(--code-property)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--sunk)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontSize: "var(--typed-code)",
    lineHeight: "1.25rem",
  },
  ".cm-content": { padding: "0.75rem 0", caretColor: "var(--ink)" },
  // As far as a cursor is kept from the edge: at the start of a line nothing stays scrolled aside.
  ".cm-line": { padding: "0 1rem 0 5px" },
  ".cm-gutters": {
    backgroundColor: "var(--sunk)",
    color: "var(--ink-soft)",
    border: "0",
    padding: "0 3px 0 0.5rem",
  },
  ".cm-placeholder": { color: "var(--ink-soft)" },
  ".cm-marks": { width: "6px" },
  ".cm-mark": { width: "3px", height: "100%", marginLeft: "2px" },
  ".cm-reached": { backgroundColor: "var(--good)" },
  ".cm-part": {
    backgroundImage: "repeating-linear-gradient(var(--warn) 0 4px, transparent 4px 7px)",
  },
  ".cm-missed": { boxSizing: "border-box", border: "1px solid var(--bad)", width: "4px" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": {
    backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)",
  },
  ".cm-problem, &.cm-focused .cm-problem": { backgroundColor: "var(--bad-soft)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    {
      backgroundColor: "color-mix(in srgb, var(--accent) 22%, transparent)",
    },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "none" },
});
