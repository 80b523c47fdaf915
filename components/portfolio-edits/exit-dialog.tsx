"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedPosition } from "./edit-target.ts";
import { MoneyField, PastDayField } from "./entry-fields.tsx";
import { positionName } from "./position-name.ts";
import { useEdit } from "./use-edit.ts";

const SHOWN = new Set(["date", "price"]);

/** The end of a position: sold, bought back or expired. */
export function ExitDialog({ position, portfolioId, ...dialog }: EditDialogProps & { position: EditedPosition }) {
  const format = useFormat();
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const name = positionName(position, format);
  const { id, quantity, entryDate, exitDate, exitPrice } = position;
  const verb = quantity < 0 ? "Bought back" : "Sold";
  return (
    <DialogForm
      {...{ ...dialog, edit }}
      title={exitDate ? `Change the exit of ${name}` : `Exit ${name}`}
      about={`${verb} as a whole: ${format.quantity(Math.abs(quantity))} held since ${format.day(entryDate)}.`}
      verb={exitDate ? "Save" : "Exit position"}
      onSubmit={(form) => {
        const body = { date: entered(form, "date"), price: entered(form, "price") };
        void edit.submit({ method: "POST", path: `/positions/${id}/exit`, body });
      }}
    >
      <PastDayField
        label="Exit date"
        name="date"
        min={entryDate}
        defaultValue={exitDate ?? undefined}
        hint="In New York."
        error={edit.errors.date}
      />
      <MoneyField
        label="Exit price per share ($)"
        name="price"
        defaultValue={exitPrice ?? ""}
        hint="As traded on that day; 0 for what expired worthless."
        error={edit.errors.price}
      />
    </DialogForm>
  );
}
