import type { Progress } from "../../../explore/explore.ts";
import type { Marks } from "../../../explore/marks.ts";
import type { PlacedBranch } from "../../../explore/report/report.ts";
import type { Trial } from "../../../explore/trial.ts";
import type { Form } from "../../../script/form/form.ts";
import type { PlayedLeg } from "../run/played.ts";

/** One way in which a script ends a login, with the smallest login for it. */
export interface ShownPath {
  readonly trial: Trial;
  readonly leg: PlayedLeg;
}

/** What a search found. */
export interface Found {
  /** The code of each form that was searched. */
  readonly codes: Readonly<Partial<Record<Form, string>>>;
  readonly logins: number;
  readonly seed: number;
  /** Of real time. */
  readonly seconds: number;
  readonly branches: number;
  readonly missed: readonly PlacedBranch[];
  /** Of a single form. */
  readonly paths: readonly ShownPath[];
  /** Of both forms, the smallest login on which they differ. */
  readonly difference?: { readonly trial: Trial; readonly sentences: readonly string[] };
  /** What keeps the search from being whole, a sentence each. */
  readonly notes: readonly string[];
  /** What logins went through, by the name of the form's file. */
  readonly marks: Marks;
}

/** What the playground shows of a search. */
export type SearchState =
  | { readonly kind: "none" }
  | { readonly kind: "searching"; readonly progress: Progress | undefined }
  | { readonly kind: "found"; readonly found: Found }
  | { readonly kind: "broken"; readonly message: string };
