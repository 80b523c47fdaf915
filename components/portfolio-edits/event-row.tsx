"use client";

import {
  ArrowDownToLine,
  Banknote,
  CircleDollarSign,
  LogIn,
  LogOut,
  Pencil,
  Split,
  TimerOff,
  Trash2,
  Undo2,
} from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import type { Format } from "#lib/format.ts";
import type { AccountEvent } from "./account-events.ts";
import { exitDeletion, flowDeletion, positionDeletion, valuationDeletion } from "./deletions.ts";
import type { EditedFlow, EditedPosition, EditedValuation, EditTarget } from "./edit-target.ts";
import { positionName } from "./position-name.ts";
import { RowButton } from "./row-button.tsx";

const ICONS = {
  entry: LogIn,
  exit: LogOut,
  flow: Banknote,
  valuation: CircleDollarSign,
  split: Split,
  dividend: ArrowDownToLine,
  expiry: TimerOff,
} as const;

/** An event as it is told, and the ways to change it. */
interface EventTexts {
  readonly what: string;
  readonly detail: string;
  readonly edit: EditTarget | null;
  readonly remove: EditTarget | null;
}

/** One event: its day, what it is, what it does to cash, and the ways to change it. */
export function EventRow({ event }: { event: AccountEvent }) {
  const format = useFormat();
  const { cash } = event;
  const { what, detail, edit, remove } = textsOf(event, format);
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

function textsOf(event: AccountEvent, format: Format): EventTexts {
  const { kind, position, flow, valuation, action } = event;
  if (position && kind === "entry") return entryTexts(position, format);
  if (position) return endTexts(event, position, format);
  if (flow) return flowTexts(flow, format);
  if (valuation) return valuationTexts(valuation, format);
  return action ? actionTexts(event, action, format) : { what: kind, detail: "", edit: null, remove: null };
}

const quantityOf = (quantity: number, format: Format) => format.quantity(Math.abs(quantity));

function entryTexts(position: EditedPosition, format: Format): EventTexts {
  const { quantity, entryPrice, quantityAsOf } = position;
  const basis = quantityAsOf ? `, in the shares of ${format.day(quantityAsOf)}` : "";
  return {
    what: `${quantity < 0 ? "Short sale" : "Entry"} of ${positionName(position, format)}`,
    detail: `${quantityOf(quantity, format)} at ${format.price(entryPrice)}${basis}`,
    edit: { kind: "position", position },
    remove: { kind: "delete", of: positionDeletion(position, format) },
  };
}

const NOT_COUNTED = "counted with the next run";

/** An exit, or what an option's expiry settled it at. */
function endTexts({ kind, date, settled }: AccountEvent, position: EditedPosition, format: Format): EventTexts {
  const { quantity, exitPrice, expirationDate } = position;
  const name = positionName(position, format);
  const sold = quantityOf(settled?.quantity ?? quantity, format);
  if (kind === "exit") {
    const price = `at ${format.price(exitPrice ?? 0)}`;
    return {
      what: `Exit of ${name}`,
      detail: settled ? `${sold} ${price}` : `${sold} entered, ${price}; ${NOT_COUNTED}`,
      edit: { kind: "exit", position },
      remove: { kind: "delete", of: exitDeletion(position, format) },
    };
  }
  const price = settled?.price ?? null;
  const worth = price === 0 ? "worthless" : `at ${format.price(price ?? 0)} a share`;
  const closed = date === expirationDate ? "" : ", on the session before a closed day";
  return {
    what: `Expiry of ${name}`,
    detail: price === null ? NOT_COUNTED : `${sold} settled ${worth}${closed}`,
    edit: null,
    remove: null,
  };
}

function flowTexts(flow: EditedFlow, format: Format): EventTexts {
  const left = flow.counted ? "" : "Before the account’s first session: the opening equity has it in it. ";
  return {
    what: flow.amount < 0 ? "Money taken out" : "Money put in",
    detail: `${left}${flow.note ?? ""}`,
    edit: { kind: "flow", flow },
    remove: { kind: "delete", of: flowDeletion(flow, format) },
  };
}

function valuationTexts(valuation: EditedValuation, format: Format): EventTexts {
  return {
    what: `Valuation of ${valuation.symbol}`,
    detail: [`${format.price(valuation.price)} a unit`, valuation.note].filter(Boolean).join(" · "),
    edit: { kind: "valuation", valuation },
    remove: { kind: "delete", of: valuationDeletion(valuation, format) },
  };
}

function actionTexts({ kind }: AccountEvent, action: NonNullable<AccountEvent["action"]>, format: Format): EventTexts {
  const { symbol, value, shares } = action;
  const uneditable = { edit: null, remove: null };
  if (kind === "split") {
    return {
      what: `Split of ${symbol}`,
      detail: `${format.quantity(value)} new for 1 old, with the prices`,
      ...uneditable,
    };
  }
  const on = shares === null ? `; ${NOT_COUNTED}` : ` on ${format.quantity(shares)}`;
  return {
    what: `Dividend of ${symbol}`,
    detail: `${format.price(value)} a share${on}, with the prices`,
    ...uneditable,
  };
}
