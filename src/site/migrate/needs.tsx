import type { JSX } from "preact";

import type { MigratedReport } from "../../migrate/report/data.ts";

/** What else a tenant needs for the Action, and how to switch over. */
export function Needs({ report }: { readonly report: MigratedReport }): JSX.Element {
  const { secrets, dependencies } = report;
  return (
    <div class="needs">
      <section class="panel padded">
        <h2>Set up</h2>
        {secrets.length === 0 ? (
          <p class="hint">No secrets.</p>
        ) : (
          <ul>
            {secrets.map((key) => (
              <li key={key}>
                <code>{key}</code> becomes a secret
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="panel padded">
        <h2>Packages</h2>
        {dependencies.length === 0 ? (
          <p class="hint">None.</p>
        ) : (
          <ul>
            {dependencies.map(({ name, version, chosen }) => (
              <li key={name}>
                <code>
                  {name} {version}
                </code>
                {chosen && <p class="hint">The Rule named no version.</p>}
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="panel padded">
        <h2>Switch over</h2>
        <ol class="switch-over">
          <li>Deploy the Action.</li>
          <li>Add it to Triggers, post-login.</li>
          <li>Watch the logs. Keep the Rule.</li>
        </ol>
      </section>
    </div>
  );
}
