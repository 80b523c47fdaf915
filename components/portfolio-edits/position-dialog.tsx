"use client";

import { useState } from "react";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useFormat } from "#components/frame/format-context.tsx";
import { newYorkDate } from "#lib/new-york-date.ts";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedPosition } from "./edit-target.ts";
import { MoneyField } from "./entry-fields.tsx";
import { isOptionKind, kindFields, kindOf, POSITION_KINDS } from "./position-kinds.ts";
import { positionName } from "./position-name.ts";
import { entryEdit } from "./send-edit.ts";
import { type EditState, useEdit } from "./use-edit.ts";

const TRADED = ["quantity", "entryPrice", "entryDate"] as const;
const TERMS = ["underlyingSymbol", "strikePrice", "expirationDate"] as const;
const SHOWN = new Set<string>(["symbol", "investmentClass", "investmentSubtype", "optionType", ...TRADED, ...TERMS]);
const DUPLICATE = "ERR_POS_023";

/** A position: entered, or changed. Its exit has a dialog of its own. */
export function PositionDialog({
  position,
  portfolioId,
  ...dialog
}: EditDialogProps & { position: EditedPosition | null }) {
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const format = useFormat();
  const [kind, setKind] = useState(kindOf(position));
  const { errors } = edit;
  const submit = (form: FormData) => {
    const names = [...(isOptionKind(kind) ? TERMS : (["symbol"] as const)), ...TRADED];
    const fields = Object.fromEntries(names.map((name) => [name, entered(form, name)]));
    const accepted = form.has("acceptDuplicates") ? { acceptDuplicates: true } : {};
    const body = { ...fields, ...kindFields(kind), ...accepted };
    void edit.submit(entryEdit("/positions", position, body));
  };
  return (
    <DialogForm
      {...{ ...dialog, edit }}
      title={position ? `Change ${positionName(position, format)}` : "Add position"}
      about="As it was entered, before any split. What it has earned since is computed by the next run."
      verb={position ? "Save" : "Add position"}
      onSubmit={submit}
    >
      <SelectField
        label="Kind"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={POSITION_KINDS}
        error={errors.investmentClass ?? errors.investmentSubtype ?? errors.optionType}
      />
      {isOptionKind(kind) ? (
        <TermFields {...{ position, errors }} />
      ) : (
        <TextField
          label="Symbol"
          name="symbol"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={position && position.investmentClass !== "OPTIONS" ? position.symbol : ""}
          error={errors.symbol}
        />
      )}
      <TradeFields {...{ position, errors }} isOption={isOptionKind(kind)} />
      {edit.codes.includes(DUPLICATE) && (
        <label className="flex min-h-6 items-center gap-2 text-body">
          <input type="checkbox" name="acceptDuplicates" className="size-4" />
          It is a fill of its own
        </label>
      )}
    </DialogForm>
  );
}

interface FieldsProps {
  readonly position: EditedPosition | null;
  readonly errors: EditState["errors"];
}

function TermFields({ position, errors }: FieldsProps) {
  return (
    <>
      <TextField
        label="Underlying symbol"
        name="underlyingSymbol"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        defaultValue={position?.underlyingSymbol ?? ""}
        error={errors.underlyingSymbol ?? errors.symbol}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          label="Strike price ($)"
          name="strikePrice"
          defaultValue={position?.strikePrice ?? ""}
          error={errors.strikePrice}
        />
        <TextField
          label="Expiration date"
          name="expirationDate"
          type="date"
          defaultValue={position?.expirationDate ?? ""}
          error={errors.expirationDate}
        />
      </div>
    </>
  );
}

function TradeFields({ position, errors, isOption }: FieldsProps & { isOption: boolean }) {
  const format = useFormat();
  const asOf = position?.quantityAsOf;
  const shares = asOf ? ` In the shares of ${format.day(asOf)}, as your broker gave it.` : "";
  return (
    <>
      <TextField
        label={isOption ? "Contracts" : "Quantity"}
        name="quantity"
        inputMode="text"
        autoComplete="off"
        defaultValue={position?.quantity ?? ""}
        hint={`Negative for a short position.${shares}`}
        error={errors.quantity}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <MoneyField
          label="Entry price per share ($)"
          name="entryPrice"
          defaultValue={position?.entryPrice ?? ""}
          error={errors.entryPrice}
        />
        <TextField
          label="Entry date"
          name="entryDate"
          type="date"
          max={newYorkDate(new Date())}
          defaultValue={position?.entryDate ?? ""}
          error={errors.entryDate}
        />
      </div>
    </>
  );
}
