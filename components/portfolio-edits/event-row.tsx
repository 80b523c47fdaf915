"use client";

import { ArrowDownToLine, Banknote, CircleDollarSign, LogIn, LogOut, Pencil, Split, Trash2, Undo2 } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { Format } from "#lib/format.ts";
import { exitDeletion, flowDeletion, positionDeletion, valuationDeletion } from "./deletions.ts";
import type { EditedPosition, EditTarget } from "./edit-target.ts";
import { RowButton } from "./row-button.tsx";
import type { TimelineEvent } from "./timeline.ts";

const ICONS = {
  entry: LogIn,
  exit: LogOut,
  flow: Banknote,
  valuation: CircleDollarSign,
  split: Split,
  dividend: ArrowDownToLine,
} as const;

const CONTRACT_SIZE = 100;

/** An event as it is told; `cash` is what it does to the account's cash by itself, in dollars, null where nothing. */
interface EventTexts {
  readonly what: string;
  readonly detail: string;
  readonly cash: number | null;
  readonly edit: EditTarget | null;
  readonly remove: EditTarget | null;
}

/** One event: its day, what it is, what it does to cash, and the ways to change it. */
export function EventRow({ event }: { event: TimelineEvent }) {
  const format = useFormat();
  const { what, detail, cash, edit, remove } = textsOf(event, format);
  const Icon = ICONS[event.kind];
  return (
    <tr className="border-t border-separator hover:bg-rail">
      <td className="py-1.5 pr-3 align-top whitespace-nowrap max-sm:hidden">{format.day(event.date)}</td>
      <td className="w-full py-1.5 pr-3 align-top">
        <span className="flex items-start gap-2">
          <Icon aria-hidden size={14} className="mt-1 shrink-0 text-muted" />
          <span className="min-w-0">
            <span className="block text-meta text-muted sm:hidden">{format.day(event.date)}</span>
            <span className="font-medium [overflow-wrap:anywhere]">{what}</span>
            <span className="block text-meta break-words text-muted">{detail}</span>
          </span>
        </span>
      </td>
      <td className="py-1.5 pr-2 text-right align-top whitespace-nowrap">
        {cash === null ? <span className="text-muted">–</span> : format.signedNumber(cash)}
      </td>
      <td className="py-1 text-right align-top whitespace-nowrap">
        {edit && (
          <RowButton target={edit} label={`Edit ${what}, ${format.day(event.date)}`}>
            <Pencil aria-hidden size={14} />
          </RowButton>
        )}
        {remove && (
          <RowButton
            target={remove}
            label={`${event.kind === "exit" ? "Take back" : "Delete"} ${what}, ${format.day(event.date)}`}
          >
            {event.kind === "exit" ? <Undo2 aria-hidden size={14} /> : <Trash2 aria-hidden size={14} />}
          </RowButton>
        )}
      </td>
    </tr>
  );
}

function textsOf(event: TimelineEvent, format: Format): EventTexts {
  switch (event.kind) {
    case "entry":
      return entryTexts(event.position, format);
    case "exit":
      return exitTexts(event.position, format);
    case "flow":
      return flowTexts(event, format);
    case "valuation":
      return valuationTexts(event, format);
    case "split":
      return actionTexts(`Split of ${event.action.symbol}`, `${format.quantity(event.action.value)} new for 1 old`);
    case "dividend":
      return actionTexts(`Dividend of ${event.action.symbol}`, `$${format.quantity(event.action.value)} a share`);
    default:
      return event satisfies never;
  }
}

const shares = ({ quantity }: EditedPosition, price: number, format: Format) =>
  `${format.quantity(Math.abs(quantity))} at $${format.quantity(price)}`;

function worth({ quantity, investmentClass }: EditedPosition, price: number): number {
  return quantity * price * (investmentClass === "OPTIONS" ? CONTRACT_SIZE : 1);
}

function entryTexts(position: EditedPosition, format: Format): EventTexts {
  const { symbol, quantity, entryPrice, quantityAsOf } = position;
  const basis = quantityAsOf ? `, in the shares of ${format.day(quantityAsOf)}` : "";
  return {
    what: `${quantity < 0 ? "Short sale" : "Entry"} of ${symbol}`,
    detail: `${shares(position, entryPrice, format)}${basis}`,
    cash: -worth(position, entryPrice),
    edit: { kind: "position", position },
    remove: { kind: "delete", of: positionDeletion(position) },
  };
}

function exitTexts(position: EditedPosition, format: Format): EventTexts {
  const price = position.exitPrice ?? 0;
  return {
    what: `Exit of ${position.symbol}`,
    detail: `${format.quantity(Math.abs(position.quantity))} entered, at $${format.quantity(price)}`,
    // Splits since the entry change how many shares are sold.
    cash: null,
    edit: { kind: "exit", position },
    remove: { kind: "delete", of: exitDeletion(position) },
  };
}

function flowTexts({ flow }: Extract<TimelineEvent, { kind: "flow" }>, format: Format): EventTexts {
  const left = flow.counted ? "" : "Before the account’s first session: the opening equity has it in it. ";
  return {
    what: flow.amount < 0 ? "Money taken out" : "Money put in",
    detail: `${left}${flow.note ?? ""}`,
    cash: flow.amount,
    edit: { kind: "flow", flow },
    remove: { kind: "delete", of: flowDeletion(flow, format) },
  };
}

function valuationTexts({ valuation }: Extract<TimelineEvent, { kind: "valuation" }>, format: Format): EventTexts {
  return {
    what: `Valuation of ${valuation.symbol}`,
    detail: [`$${format.quantity(valuation.price)} a unit`, valuation.note].filter(Boolean).join(" · "),
    cash: null,
    edit: { kind: "valuation", valuation },
    remove: { kind: "delete", of: valuationDeletion(valuation, format) },
  };
}

function actionTexts(what: string, detail: string): EventTexts {
  return { what, detail: `${detail}, with the prices`, cash: null, edit: null, remove: null };
}
