/** The two forms of a script, and of a template. */
export type Form = "rule" | "action";
