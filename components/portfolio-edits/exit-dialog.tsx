"use client";

import { TextField } from "#components/form/text-field.tsx";
import { useFormat } from "#components/frame/format-context.tsx";
import { newYorkDate } from "#lib/new-york-date.ts";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedPosition } from "./edit-target.ts";
import { useEdit } from "./use-edit.ts";

const SHOWN = new Set(["date", "price"]);

/** The end of a position: sold, bought back or expired. */
export function ExitDialog({ position, portfolioId, ...dialog }: EditDialogProps & { position: EditedPosition }) {
  const format = useFormat();
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const { id, symbol, quantity, entryDate, exitDate, exitPrice } = position;
  const today = newYorkDate(new Date());
  const verb = quantity < 0 ? "Bought back" : "Sold";
  return (
    <DialogForm
      {...{ ...dialog, edit }}
      title={exitDate ? `Change the exit of ${symbol}` : `Exit ${symbol}`}
      about={`${verb} as a whole: ${format.quantity(Math.abs(quantity))} held since ${format.day(entryDate)}.`}
      verb={exitDate ? "Save" : "Exit position"}
      onSubmit={(form) => {
        const body = { date: entered(form, "date"), price: entered(form, "price") };
        void edit.submit({ method: "POST", path: `/positions/${id}/exit`, body });
      }}
    >
      <TextField
        label="Exit date"
        name="date"
        type="date"
        min={entryDate}
        max={today}
        defaultValue={exitDate ?? today}
        hint="In New York."
        error={edit.errors.date}
      />
      <TextField
        label="Exit price per share ($)"
        name="price"
        inputMode="decimal"
        autoComplete="off"
        defaultValue={exitPrice ?? ""}
        hint="As traded on that day; 0 for what expired worthless."
        error={edit.errors.price}
      />
    </DialogForm>
  );
}
