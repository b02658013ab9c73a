import type { ComponentChildren, JSX } from "preact";

import { Segments } from "../../ui/segments.tsx";
import { phone, useMedia } from "../../ui/hooks/use-media.ts";
import type { ShownExample } from "../../model/read-example.ts";
import type { Draft, Forms } from "../draft/draft.ts";
import { LoginPicker } from "./login-picker.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { ServicePicker } from "./service-picker.tsx";
import { RunButton } from "./run-button.tsx";

interface Props {
  readonly draft: Draft;
  readonly examples: readonly ShownExample[];
  readonly onChange: (changes: Partial<Draft>) => void;
  readonly isBusy: boolean;
  readonly onRun: () => void;
  /** Whether it has the button that runs it, which may be elsewhere. */
  readonly hasRun: boolean;
  /** Whether there is no choice of forms. */
  readonly isOneForm: boolean;
  /** The button that searches logins, which may be elsewhere. */
  readonly find: ComponentChildren;
  /** What stands beside these buttons. */
  readonly children: ComponentChildren;
}

/** What the reader chooses with a click, and the button that runs it. */
export function RunBar(props: Props): JSX.Element {
  const { draft, examples, onChange, isBusy, onRun, hasRun, isOneForm, find, children } = props;
  const isPhone = useMedia(phone);
  const services = <ServicePicker draft={draft} onChange={onChange} />;
  return (
    <div class="run-bar">
      <LoginPicker draft={draft} examples={examples} onPick={onChange} />
      {!isOneForm && isPhone && <FormsSelect draft={draft} onChange={onChange} />}
      {!isOneForm && !isPhone && (
        <Segments<Forms>
          name="forms"
          legend="Run as"
          chosen={draft.forms}
          options={formOptions(draft)}
          onChoose={(forms) => {
            onChange({ forms });
          }}
        />
      )}
      {isPhone ? (
        <MoreMenu>
          {services}
          <div class="buttons">{children}</div>
        </MoreMenu>
      ) : (
        services
      )}
      <div class="run-buttons">
        {!isPhone && children}
        {find}
        {hasRun && <RunButton isBusy={isBusy} onRun={onRun} />}
      </div>
    </div>
  );
}

/** The same choice where there is no room for all of it. */
function FormsSelect({ draft, onChange }: Pick<Props, "draft" | "onChange">) {
  return (
    <div class="picker">
      <label class="unseen" for="forms">
        Run as
      </label>
      <select
        id="forms"
        value={draft.forms}
        onChange={({ currentTarget }) => {
          const chosen = formOptions(draft).find(({ id }) => id === currentTarget.value);
          if (chosen) {
            onChange({ forms: chosen.id });
          }
        }}
      >
        {formOptions(draft).map(({ id, label, isOff }) => (
          <option key={id} value={id} disabled={isOff}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function formOptions({ action, rule }: Draft) {
  const hasAction = action.trim() !== "";
  const hasRule = rule.trim() !== "";
  const why = "Add a Rule and an Action first";
  return [
    { id: "action", label: "Action", isOff: !hasAction },
    { id: "rule", label: "Rule", isOff: !hasRule },
    { id: "both", label: "Both", isOff: !hasAction || !hasRule, why },
  ] as const;
}
