/** The modules of Node that there are in the sandbox. */
export const MODULE_NAMES = ["buffer", "crypto", "querystring", "url"] as const;
