/** The modules of Node that there are in the sandbox. */
export const moduleNames = ["buffer", "crypto", "querystring", "url"] as const;
