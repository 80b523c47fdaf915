import type { RunStatus } from "#lib/run/events.ts";
import type { Sync } from "#lib/run-store/sync.ts";

/** What the tab's icon shows: the run's state, or that the page does not know it any more. */
export type IconState = RunStatus | "offline";

/** A run that is under way is shown as such only while the page hears of it. */
export function iconState(status: RunStatus, sync: Sync["kind"]): IconState {
  const isUnderWay = status === "queued" || status === "running";
  return isUnderWay && (sync === "offline" || sync === "refused") ? "offline" : status;
}

/** Status colours for a light and a dark tab strip. */
const COLOURS: Record<IconState, readonly [light: string, dark: string]> = {
  queued: ["#6b7280", "#9ca3af"],
  running: ["#2563eb", "#60a5fa"],
  completed: ["#047857", "#34d399"],
  partial: ["#b45309", "#fbbf24"],
  failed: ["#dc2626", "#f87171"],
  cancelled: ["#6b7280", "#9ca3af"],
  offline: ["#6b7280", "#9ca3af"],
};

/** Each state has a shape of its own, in a box of 32 by 32: `f` is filled, `s` drawn, `c` cut out of what is filled. */
const SHAPES: Record<IconState, (percent: number) => string> = {
  queued: () => '<circle class="s" cx="16" cy="16" r="12"/><path class="s" d="M16 9v7l5 3"/>',
  running: ring,
  completed: () => '<circle class="f" cx="16" cy="16" r="15"/><path class="c" d="m9 16.5 5 5 9.5-11"/>',
  partial: () => '<path class="f" d="M16 2 31 29H1Z"/><path class="c" d="M16 12v8m0 4.6v.1"/>',
  failed: () =>
    '<rect class="f" x="1.5" y="1.5" width="29" height="29" rx="6"/><path class="c" d="m10 10 12 12m0-12L10 22"/>',
  cancelled: () => '<circle class="s" cx="16" cy="16" r="13"/><path class="s" d="M10 16h12"/>',
  offline: () => '<circle class="s" cx="16" cy="16" r="13" stroke-dasharray="6 7.6"/><path class="s" d="M7 25 25 7"/>',
};

/** A ring that fills clockwise from the top. */
function ring(percent: number): string {
  const done = Math.max(2, Math.min(100, percent));
  const arc = `pathLength="100" stroke-dasharray="${done} 100" transform="rotate(-90 16 16)"`;
  return `<circle class="s" opacity=".3" cx="16" cy="16" r="12.5"/><circle class="s" ${arc} cx="16" cy="16" r="12.5"/>`;
}

/** The icon of a run's tab as the address of an SVG; it is of the theme of the browser, not of the page. */
export function faviconAddress(state: IconState, percent: number): string {
  const [light, dark] = COLOURS[state];
  const style = [
    `svg{color:${light};--paper:#fff}@media(prefers-color-scheme:dark){svg{color:${dark};--paper:#16181d}}`,
    ".f{fill:currentColor}.s,.c{fill:none;stroke:currentColor;stroke-width:4.5;stroke-linecap:round;stroke-linejoin:round}",
    ".c{stroke:var(--paper)}",
  ].join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>${style}</style>${SHAPES[state](percent)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
