import type { StressShocks } from "#lib/analytics/stress-scenarios.ts";

/** A position as it is edited. Money in dollars; ISO dates. */
export interface EditedPosition {
  readonly id: string;
  readonly symbol: string;
  readonly quantity: number;
  readonly entryPrice: number;
  readonly entryDate: string;
  readonly investmentClass: "PUBLIC" | "OPTIONS" | "PRIVATE";
  readonly investmentSubtype: string;
  readonly underlyingSymbol: string | null;
  readonly strikePrice: number | null;
  readonly expirationDate: string | null;
  readonly optionType: "CALL" | "PUT" | null;
  readonly exitDate: string | null;
  readonly exitPrice: number | null;
  /** Quantity and entry price are in the shares of this day; null: as traded at entry. */
  readonly quantityAsOf: string | null;
}

/** A private position that its owner can value. */
export type ValuedPosition = Pick<EditedPosition, "id" | "symbol" | "entryDate">;

export interface EditedFlow {
  readonly id: string;
  readonly date: string;
  readonly amount: number;
  readonly note: string | null;
  /** False before the account's first session: the opening equity has it in it. */
  readonly counted: boolean;
}

export interface EditedValuation {
  readonly id: string;
  readonly positionId: string;
  readonly symbol: string;
  readonly date: string;
  readonly price: number;
  readonly note: string | null;
}

/** A stress scenario of the owner's; returns as fractions, yields in basis points. */
export interface EditedScenario {
  readonly id: string;
  readonly name: string;
  readonly shocks: StressShocks;
}

/** What a dialog is opened for; null stands for a new one. */
export type EditTarget =
  | { readonly kind: "position"; readonly position: EditedPosition | null }
  | { readonly kind: "exit"; readonly position: EditedPosition }
  | { readonly kind: "flow"; readonly flow: EditedFlow | null }
  /** A new one of `position`, or of any private one. */
  | { readonly kind: "valuation"; readonly valuation: EditedValuation | null; readonly position?: ValuedPosition }
  | { readonly kind: "scenario"; readonly scenario: EditedScenario | null }
  | { readonly kind: "delete"; readonly of: Deletion };

/** What is about to be deleted. */
export interface Deletion {
  /** As in "the cash flow of 3 Mar 2025". */
  readonly name: string;
  readonly consequence: string;
  readonly path: string;
  /** Said on the button. */
  readonly verb?: string;
}
