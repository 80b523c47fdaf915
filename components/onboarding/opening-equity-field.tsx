"use client";

import { useMemo } from "react";
import { TextField } from "#components/form/text-field.tsx";
import { useFormat } from "#components/frame/format-context.tsx";
import { readDate } from "#lib/portfolio-import/calendar-date.ts";
import { readDecimal } from "#lib/portfolio-import/decimal.ts";
import { groupedAmount } from "#lib/portfolio-import/grouped-amount.ts";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { firstDate, suggestedEquity } from "#lib/portfolio-import/suggested-equity.ts";
import { fieldOf } from "./form-field.ts";
import type { ImportForm } from "./use-import.ts";

/** What the whole account was worth when it began, with the least that pays for all its purchases as a suggestion. */
export function OpeningEquityField({ form, positions }: { form: ImportForm; positions: readonly ImportedPosition[] }) {
  const format = useFormat();
  const from = readDate(form.values.from.trim());
  const first = useMemo(() => firstDate(positions, from), [positions, from]);
  const { value, ...field } = fieldOf(form, "openingEquity");
  const entered = readDecimal(value);
  const suggestion = useMemo(() => suggestedEquity(positions, from), [positions, from]);
  return (
    <div className="grid gap-2">
      <TextField
        label={`Account value on ${first ? format.day(first) : "its first day"}`}
        required
        inputMode="decimal"
        autoComplete="off"
        placeholder="250,000"
        hint="In dollars, positions and cash together, just before the first session."
        {...field}
        value={value}
        onBlur={() => {
          const grouped = groupedAmount(value.trim());
          if ("value" in entered && grouped !== value) form.change("openingEquity", grouped);
        }}
      />
      {suggestion && !("value" in entered && Number(entered.value) === Number(suggestion)) && (
        <button
          type="button"
          onClick={() => form.change("openingEquity", groupedAmount(suggestion))}
          className="figures justify-self-start rounded-md text-left text-data text-link hover:underline"
        >
          Use {format.money(Number(suggestion))}, the least that never takes its cash below zero
        </button>
      )}
      {suggestion && (
        <p className="text-data text-muted">
          {format.money(Number(suggestion))} pays for every purchase of the file on its day, sales counted in, and
          leaves nothing over. Enter more if the account held more than the file shows: returns are measured against it.
        </p>
      )}
    </div>
  );
}
