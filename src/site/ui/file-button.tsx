import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

interface Props {
  /** What kind of file it is for. */
  readonly label: string;
  readonly onText: (text: string) => void;
}

/** Bytes that a file of code has at most: the platform takes a tenth of it. */
const mostBytes = 1_000_000;

/** Reads a file of code that the reader chooses. */
export function FileButton({ label, onText }: Props): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState("");
  const read = async (file: File | undefined) => {
    if (!file) {
      return;
    }
    if (file.size > mostBytes) {
      setProblem(`${file.name} is too long to be a Rule.`);
      return;
    }
    setProblem("");
    onText(await file.text());
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          input.current?.click();
        }}
      >
        Choose a file
      </button>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept=".js,.cjs,.mjs,.ts,.txt,text/javascript"
        aria-label={label}
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          void read(currentTarget.files?.[0]);
          // The same file can be chosen again.
          currentTarget.value = "";
        }}
      />
      <p class="problem" role="status">
        {problem}
      </p>
    </>
  );
}
