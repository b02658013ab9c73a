import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { useForAWhile } from "../../ui/hooks/use-for-a-while.ts";
import type { SettingNotes } from "../../../run/reading/setting-notes.ts";
import { withValue, type SettingRow } from "../draft/setting-rows.ts";
import { Part } from "../../ui/part.tsx";
import { LongText } from "../../ui/value.tsx";

interface Props {
  readonly rows: readonly SettingRow[];
  readonly onRows: (rows: readonly SettingRow[]) => void;
  /** What the code reads and the rows do not have in common. */
  readonly notes: SettingNotes;
}

/** Settings for code that no template describes. */
export function SettingRows({ rows, onRows, notes }: Props): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const isAdded = useRef(false);
  const [said, say] = useForAWhile("");
  useLayoutEffect(() => {
    if (isAdded.current) {
      form.current?.querySelector<HTMLElement>("fieldset:last-of-type input")?.focus();
    }
    isAdded.current = false;
  }, [rows]);
  return (
    <form
      ref={form}
      class="setting-rows"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      {rows.map((row, index) => (
        <Row
          key={index}
          row={row}
          number={index + 1}
          onRow={(changed) => {
            onRows(rows.map((other, at) => (at === index ? changed : other)));
          }}
          onRemove={() => {
            onRows(rows.filter((_, at) => at !== index));
            say(`Setting ${nameOf(row, index + 1)} is removed`);
            // Its own button is gone, and the next one would remove another setting.
            add.current?.focus();
          }}
        />
      ))}
      <button
        ref={add}
        type="button"
        onClick={() => {
          isAdded.current = true;
          onRows([...rows, { key: "", value: "", secret: true }]);
        }}
      >
        Add a setting
      </button>
      <Unmatched
        notes={notes}
        rows={rows}
        onAdd={(keys) => {
          isAdded.current = true;
          onRows([...rows, ...keys.map((key) => ({ key, value: "", secret: true }))]);
        }}
      />
      <p class="unseen" role="status">
        {said}
      </p>
    </form>
  );
}

interface UnmatchedProps {
  readonly notes: SettingNotes;
  readonly rows: readonly SettingRow[];
  readonly onAdd: (keys: readonly string[]) => void;
}

/** Settings that the code reads and that have no value, and those that it does not read. */
function Unmatched({ notes, rows, onAdd }: UnmatchedProps) {
  const sentences = [...notes.missing.map(({ sentence }) => sentence), ...notes.unread];
  const keys = new Set(notes.missing.map(({ key }) => key));
  for (const { key } of rows) {
    keys.delete(key);
  }
  return (
    <>
      <Part title="What the code reads" heading="h3" items={sentences}>
        {(text) => <LongText text={text} />}
      </Part>
      {keys.size > 0 && (
        <button
          type="button"
          onClick={() => {
            onAdd([...keys].slice(0, most));
          }}
        >
          Add what the code reads
        </button>
      )}
    </>
  );
}

/** Rows that are added at once, at most: code can read any number of settings. */
const most = 100;

function nameOf({ key }: SettingRow, number: number): string {
  return key === "" ? String(number) : key;
}

interface RowProps {
  readonly row: SettingRow;
  readonly number: number;
  readonly onRow: (row: SettingRow) => void;
  readonly onRemove: () => void;
}

function Row({ row, number, onRow, onRemove }: RowProps) {
  const { key, value, secret } = row;
  const name = nameOf(row, number);
  const ofValue = {
    "aria-label": "Value",
    placeholder: "value",
    spellcheck: false,
    value,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      onRow(withValue(row, currentTarget.value));
    },
  };
  return (
    <fieldset>
      <legend class="unseen">Setting {name}</legend>
      <input
        aria-label="Key"
        placeholder="KEY"
        spellcheck={false}
        autocomplete="off"
        value={key}
        onInput={({ currentTarget }) => {
          onRow({ ...row, key: currentTarget.value });
        }}
      />
      {secret ? (
        // Under "new-password" no browser offers a password of the site for it.
        <input {...ofValue} type="password" autocomplete="new-password" />
      ) : (
        <input {...ofValue} type="text" autocomplete="off" />
      )}
      <label class="choice">
        <input
          type="checkbox"
          checked={secret}
          onChange={() => {
            onRow({ ...row, secret: !secret });
          }}
        />
        <span>Secret</span>
      </label>
      <button type="button" class="plain" aria-label={`Remove setting ${name}`} onClick={onRemove}>
        Remove
      </button>
    </fieldset>
  );
}
