import type { Form } from "../../script/form/form.ts";

/** What people call the two forms of a template. */
export const formNames: Readonly<Record<Form, string>> = { action: "Action", rule: "Rule" };
