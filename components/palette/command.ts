import type { ThemeChoice } from "#components/frame/theme-choice.ts";

/** What a command does when it is chosen. */
export type Deed =
  | { readonly kind: "go"; readonly href: string }
  | { readonly kind: "start"; readonly portfolioId: string }
  | { readonly kind: "cancel"; readonly runId: string }
  | { readonly kind: "retry"; readonly runId: string }
  | { readonly kind: "theme"; readonly choice: ThemeChoice }
  | { readonly kind: "keys" }
  | { readonly kind: "sign-out" };

export const COMMAND_GROUPS = ["This page", "Go to", "Portfolios", "Runs", "Start a run", "Settings"] as const;

/** One line of the palette. */
export interface Command {
  readonly id: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  readonly text: string;
  /** Said beside it, and searched too. */
  readonly detail?: string;
  /** Other words it is searched by. */
  readonly also?: string;
  /** What does the same without the palette. */
  readonly keys?: readonly string[];
  /** Asked before it is done, in place of the list; the answer that does it. */
  readonly confirm?: { readonly question: string; readonly answer: string };
  readonly deed: Deed;
}
