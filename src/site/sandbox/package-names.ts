/** The npm packages that a script may load in the sandbox, beside those that send requests. */
export const packageNames = ["jsonwebtoken", "lodash", "moment", "uuid"] as const;

export type PackageName = (typeof packageNames)[number];
