"use client";

import { SelectField } from "#components/form/select-field.tsx";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedFlow } from "./edit-target.ts";
import { MoneyField, NoteField, PastDayField } from "./entry-fields.tsx";
import { entryEdit } from "./send-edit.ts";
import { useEdit } from "./use-edit.ts";

const SHOWN = new Set(["date", "amount", "note"]);
const DIRECTIONS = [
  { value: "in", text: "Into the account" },
  { value: "out", text: "Out of the account" },
];

/** A cash flow: entered, or changed. */
export function FlowDialog({ flow, portfolioId, ...dialog }: EditDialogProps & { flow: EditedFlow | null }) {
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const submit = (form: FormData) => {
    const amount = entered(form, "amount");
    const signed = entered(form, "direction") === "out" && amount !== "" ? `-${amount.replace(/^\+/, "")}` : amount;
    const body = { date: entered(form, "date"), amount: signed, note: entered(form, "note") };
    void edit.submit(entryEdit("/flows", flow, body));
  };
  return (
    <DialogForm
      {...{ ...dialog, edit }}
      title={flow ? "Change cash flow" : "Add cash flow"}
      about="Money put into the account or taken out of it, at the start of the day’s session. It is no gain or loss."
      verb={flow ? "Save" : "Add cash flow"}
      onSubmit={submit}
    >
      <SelectField
        label="Direction"
        name="direction"
        options={DIRECTIONS}
        defaultValue={flow && flow.amount < 0 ? "out" : "in"}
      />
      <MoneyField
        label="Amount ($)"
        name="amount"
        defaultValue={flow ? String(Math.abs(flow.amount)) : ""}
        error={edit.errors.amount}
      />
      <PastDayField
        label="Date"
        name="date"
        defaultValue={flow?.date}
        hint="In New York. On a closed day it counts on the next session."
        error={edit.errors.date}
      />
      <NoteField note={flow?.note} hint="Optional." error={edit.errors.note} />
    </DialogForm>
  );
}
