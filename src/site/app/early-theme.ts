// Runs before anything is painted, so that a dark page does not begin with a white one.
import { readTheme, showTheme } from "./theme.ts";

showTheme(readTheme());
