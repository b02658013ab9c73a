import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Whether something is wrong behind it. */
  readonly isWrong?: boolean;
}

interface Props<Id extends string> {
  /** Begins the ids of the tabs and panels, which are unique on a page. */
  readonly name: string;
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly shown: Id;
  readonly onShow: (id: Id) => void;
  /** What stands beside the tabs. */
  readonly buttons?: ComponentChildren;
  /** Whether all panels are on paper, each under its name. */
  readonly isPrinted?: boolean;
  readonly children: (id: Id) => ComponentChildren;
}

/**
 * Tabs with their panels. A panel is made when it is first shown, and kept as it is from then on.
 */
export function Tabs<Id extends string>(props: Props<Id>): JSX.Element {
  const { name, label, tabs, shown, onShow, buttons, isPrinted = false, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const made = useRef(new Set<Id>());
  made.current.add(shown);
  const move = (event: KeyboardEvent) => {
    const next = tabAt(event.key, tabs, shown);
    if (next === undefined) {
      return;
    }
    event.preventDefault();
    onShow(next);
    list.current?.querySelector<HTMLElement>(`#${name}-tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="code-bar">
        <div ref={list} class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
          {tabs.map((tab) => (
            <TabButton
              key={tab.id}
              name={name}
              tab={tab}
              isShown={tab.id === shown}
              onShow={onShow}
            />
          ))}
        </div>
        {buttons}
      </div>
      {tabs.map(({ id, label: title }) => (
        <div
          key={id}
          id={`${name}-panel-${id}`}
          class="tab-panel"
          role="tabpanel"
          aria-labelledby={`${name}-tab-${id}`}
          data-title={title}
          hidden={id !== shown}
        >
          {(isPrinted || made.current.has(id)) && children(id)}
        </div>
      ))}
    </>
  );
}

interface ButtonProps<Id extends string> {
  readonly name: string;
  readonly tab: Tab<Id>;
  readonly isShown: boolean;
  readonly onShow: (id: Id) => void;
}

function TabButton<Id extends string>({ name, tab, isShown, onShow }: ButtonProps<Id>) {
  const { id, label, isWrong = false } = tab;
  return (
    <button
      id={`${name}-tab-${id}`}
      type="button"
      role="tab"
      aria-selected={isShown}
      aria-controls={`${name}-panel-${id}`}
      tabIndex={isShown ? 0 : -1}
      onClick={() => {
        onShow(id);
      }}
    >
      {label}
      {isWrong && <span class="wrong"> has a problem</span>}
    </button>
  );
}

function tabAt<Id extends string>(
  key: string,
  tabs: readonly Tab<Id>[],
  shown: Id,
): Id | undefined {
  const at = tabs.findIndex(({ id }) => id === shown);
  const last = tabs.length - 1;
  const next = new Map([
    ["ArrowRight", at === last ? 0 : at + 1],
    ["ArrowLeft", at === 0 ? last : at - 1],
    ["Home", 0],
    ["End", last],
  ]).get(key);
  return next === undefined ? undefined : tabs[next]?.id;
}
