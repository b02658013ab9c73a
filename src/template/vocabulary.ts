/** A category as a gallery shows it. */
export interface Category {
  /** The word that templates use. */
  readonly name: string;
  /** The heading in a gallery. */
  readonly label: string;
  /** One sentence. */
  readonly overview: string;
}

/** The categories in the order of a gallery. */
export const categories: readonly Category[] = [
  {
    name: "access control",
    label: "Access control",
    overview: "Decide who can log in, and what the tokens allow.",
  },
  {
    name: "multifactor",
    label: "Multifactor",
    overview: "Ask for a second factor when a login calls for one.",
  },
  {
    name: "enrich profile",
    label: "Enrich profile",
    overview: "Add what other sources know about the user to the profile or the tokens.",
  },
  {
    name: "webhook",
    label: "Webhook",
    overview: "Tell other services that somebody logged in.",
  },
  {
    name: "marketplace",
    label: "Marketplace",
    overview: "Connect a partner's product to the login.",
  },
  {
    name: "guardian",
    label: "Guardian",
    overview: "Use Auth0 Guardian as the second factor.",
  },
  {
    name: "sessions",
    label: "Sessions",
    overview: "Decide how long sessions last, and end those that should not go on.",
  },
  {
    name: "account linking",
    label: "Account linking",
    overview: "Join the accounts of one person.",
  },
  {
    name: "saml",
    label: "SAML",
    overview: "Shape what SAML applications receive.",
  },
  {
    name: "debugging",
    label: "Debugging",
    overview: "See what happens during a login.",
  },
  {
    name: "default",
    label: "Other",
    overview: "Templates that fit no other category.",
  },
];
