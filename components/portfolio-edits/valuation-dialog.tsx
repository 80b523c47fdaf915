"use client";

import { SelectField } from "#components/form/select-field.tsx";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedValuation, ValuedPosition } from "./edit-target.ts";
import { MoneyField, NoteField, PastDayField } from "./entry-fields.tsx";
import { entryEdit } from "./send-edit.ts";
import { useEdit } from "./use-edit.ts";

const SHOWN = new Set(["positionId", "date", "price", "note"]);

/** What one unit of a private position is worth: entered, or changed. */
export function ValuationDialog({
  valuation,
  valued,
  position,
  portfolioId,
  ...dialog
}: EditDialogProps & {
  valuation: EditedValuation | null;
  valued: readonly ValuedPosition[];
  /** The one it is of; null leaves the choice. */
  position: ValuedPosition | null;
}) {
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const offered = position && !valued.some(({ id }) => id === position.id) ? [position, ...valued] : valued;
  const submit = (form: FormData) => {
    const fields = { date: entered(form, "date"), price: entered(form, "price"), note: entered(form, "note") };
    const body = valuation ? fields : { ...fields, positionId: entered(form, "positionId") };
    void edit.submit(entryEdit("/valuations", valuation, body));
  };
  return (
    <DialogForm
      {...{ ...dialog, edit }}
      title={valuation ? `Change valuation of ${valuation.symbol}` : "Add valuation"}
      about="Private positions have no market price: each is worth what you say, from that day on until you say otherwise."
      verb={valuation ? "Save" : "Add valuation"}
      onSubmit={submit}
    >
      {!valuation && (
        <SelectField
          label="Position"
          name="positionId"
          options={offered.map(({ id, symbol, entryDate }) => ({ value: id, text: `${symbol}, since ${entryDate}` }))}
          defaultValue={(position ?? offered[0])?.id}
          error={edit.errors.positionId}
        />
      )}
      <MoneyField
        label="Price per unit ($)"
        name="price"
        defaultValue={valuation?.price ?? ""}
        hint="0 where it is worth nothing."
        error={edit.errors.price}
      />
      <PastDayField
        label="Date"
        name="date"
        defaultValue={valuation?.date}
        hint="In New York."
        error={edit.errors.date}
      />
      <NoteField note={valuation?.note} hint="Optional, such as who says so." error={edit.errors.note} />
    </DialogForm>
  );
}
