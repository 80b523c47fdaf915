import type { EditedFlow, EditedPosition, EditedValuation } from "./edit-target.ts";

/** A split or a dividend of what was held; comes with the prices. */
export interface PricedAction {
  readonly symbol: string;
  readonly date: string;
  readonly kind: "split" | "dividend";
  /** New shares per old, or dollars a share. */
  readonly value: number;
}

/** One dated event of an account. */
export type TimelineEvent = { readonly key: string; readonly date: string } & (
  | { readonly kind: "entry" | "exit"; readonly position: EditedPosition }
  | { readonly kind: "flow"; readonly flow: EditedFlow }
  | { readonly kind: "valuation"; readonly valuation: EditedValuation }
  | { readonly kind: "split" | "dividend"; readonly action: PricedAction }
);

export interface AccountInputs {
  readonly positions: readonly EditedPosition[];
  readonly flows: readonly EditedFlow[];
  readonly valuations: readonly EditedValuation[];
  readonly actions: readonly PricedAction[];
}

/** Within a day as they count: entries, money, what is valued and paid, then exits. */
const ORDER = ["entry", "flow", "split", "dividend", "valuation", "exit"];

/** All that happened to an account, newest first. */
export function timelineOf({ positions, flows, valuations, actions }: AccountInputs): TimelineEvent[] {
  const events: TimelineEvent[] = [
    ...positions.map((position) => {
      return { kind: "entry" as const, key: `entry ${position.id}`, date: position.entryDate, position };
    }),
    ...positions.flatMap((position) => {
      const { id, exitDate: date } = position;
      return date === null ? [] : [{ kind: "exit" as const, key: `exit ${id}`, date, position }];
    }),
    ...flows.map((flow) => ({ kind: "flow" as const, key: `flow ${flow.id}`, date: flow.date, flow })),
    ...valuations.map((valuation) => {
      return { kind: "valuation" as const, key: `valuation ${valuation.id}`, date: valuation.date, valuation };
    }),
    ...actions.map((action) => {
      const { kind, symbol, date } = action;
      return { kind, key: `${kind} ${symbol} ${date}`, date, action };
    }),
  ];
  return events.toSorted((a, b) => b.date.localeCompare(a.date) || ORDER.indexOf(b.kind) - ORDER.indexOf(a.kind));
}

/** Which events a filter lets through. */
export const EVENT_FILTERS = [
  { id: "own", name: "What you entered", kinds: ["entry", "exit", "flow", "valuation"] },
  { id: "all", name: "All", kinds: ORDER },
  { id: "trades", name: "Entries and exits", kinds: ["entry", "exit"] },
  { id: "flows", name: "Cash flows", kinds: ["flow"] },
  { id: "valuations", name: "Valuations", kinds: ["valuation"] },
  { id: "actions", name: "Splits and dividends", kinds: ["split", "dividend"] },
] as const;

export type EventFilter = (typeof EVENT_FILTERS)[number]["id"];

export function filterEvents(events: readonly TimelineEvent[], filter: EventFilter): readonly TimelineEvent[] {
  const kinds: readonly string[] = EVENT_FILTERS.find(({ id }) => id === filter)?.kinds ?? ORDER;
  return events.filter(({ kind }) => kinds.includes(kind));
}
