import type { RunStatus } from "#lib/run/events.ts";

/** A portfolio of the viewer, as the palette finds it. */
export interface FoundPortfolio {
  readonly id: string;
  readonly name: string;
  readonly accountName: string;
  readonly lastRun: { readonly id: string; readonly status: RunStatus } | null;
}

/** The run whose page is shown. */
export interface ShownRun {
  readonly id: string;
  readonly status: RunStatus;
  readonly cancelRequested: boolean;
  readonly portfolio: { readonly id: string; readonly name: string } | null;
}

/** What commands are made of. */
export interface PaletteContent {
  readonly pathname: string;
  readonly isAdmin: boolean;
  readonly portfolios: readonly FoundPortfolio[];
  readonly shownRun: ShownRun | null;
}
