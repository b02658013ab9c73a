import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "dist/",
    "node_modules/",
    "bench/node_modules/",
    "test/migrate/rules/",
    "test/migrate/tenants/",
  ]),
  js.configs.recommended,
  // Without the rules that need types: those are in .oxlintrc.json, and run in a sixth of the time.
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      curly: ["error", "all"],
      // Code is prettier's; this is about comments. An address may be longer.
      "max-len": ["error", { code: 1_000, comments: 100, ignoreUrls: true }],
      "@typescript-eslint/naming-convention": [
        "error",
        { selector: "default", format: ["camelCase"], leadingUnderscore: "allow" },
        // Components, and classes that are handed on.
        {
          selector: ["function", "variable", "parameter"],
          format: ["camelCase", "StrictPascalCase"],
          leadingUnderscore: "allow",
        },
        { selector: "typeLike", format: ["PascalCase"] },
        // Headers, claims and globals of others: their names are not ours to choose.
        { selector: ["import", "property", "method"], format: null },
      ],
      // `{ __proto__: null }` aside, an index signature is written with its key's meaning.
      "@typescript-eslint/consistent-indexed-object-style": "off",
    },
  },
);
