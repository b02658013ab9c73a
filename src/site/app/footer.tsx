import type { JSX } from "preact";

import { writeAddress } from "../router/address.ts";
import { useMedia } from "../ui/hooks/use-media.ts";
import type { Site } from "./site.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

interface Props {
  readonly site: Site;
  readonly onShortcuts: () => void;
}

/** Where the header has no room for the theme. */
export const narrow = "(max-width: 29.99rem)";

/** What stands below each page. */
export function Footer({ site, onShortcuts }: Props): JSX.Element {
  const { version, source } = site;
  const isNarrow = useMedia(narrow);
  return (
    <footer class="foot">
      <div class="row">
        <p>Everything runs in this browser. Nothing you type is sent anywhere.</p>
        <ul>
          {version !== "" && <li>Version {version}</li>}
          {source !== "" && <SourceLinks source={source} />}
          <li>
            <a href="licenses.txt">License</a>
          </li>
          <li>
            <a href={site.galleryUrl}>rules.json</a>
          </li>
          {site.isTested && (
            <li>
              <a href={writeAddress({ page: "old" })}>Renamed and removed templates</a>
            </li>
          )}
          <li>
            <button type="button" class="plain" onClick={onShortcuts}>
              Keyboard shortcuts
            </button>
          </li>
        </ul>
        {isNarrow && <ThemeSwitch />}
      </div>
    </footer>
  );
}

/** The files of the repository that readers ask for. */
function SourceLinks({ source }: Pick<Site, "source">) {
  return (
    <>
      <li>
        <a href={`${source}CHANGELOG.md`} rel="noopener noreferrer">
          Changelog
        </a>
      </li>
      <li>
        <a href={new URL("../../", source).href} rel="noopener noreferrer">
          Repository
        </a>
      </li>
    </>
  );
}
