"use client";

import { useId, useState } from "react";
import { Field, fieldAria } from "#components/form/field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { EARLIEST_DATE } from "#lib/portfolio-import/calendar-date.ts";
import { fieldOf } from "./form-field.ts";
import type { ImportForm } from "./use-import.ts";

/** What most people leave as it is: the range of dates and a description. Opens by itself where a problem is. */
export function AdvancedFields({ form }: { form: ImportForm }) {
  const [open, setOpen] = useState(false);
  const { from, to, description } = form.problems;
  const today = new Date().toISOString().slice(0, 10);
  const bounds = { type: "date", min: EARLIEST_DATE, max: today };
  return (
    <details
      open={open || Boolean(from ?? to ?? description)}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="rounded-lg border border-border px-3 py-2"
    >
      <summary className="cursor-pointer py-0.5 font-medium">Advanced</summary>
      <div className="grid gap-4 pt-3 pb-2">
        <TextField
          label="Analyse from"
          hint="The first purchase when left empty."
          {...bounds}
          {...fieldOf(form, "from")}
        />
        <TextField
          label="Analyse to"
          hint="The last session with prices when left empty."
          {...bounds}
          {...fieldOf(form, "to")}
        />
        <DescriptionField form={form} />
      </div>
    </details>
  );
}

function DescriptionField({ form }: { form: ImportForm }) {
  const id = useId();
  const { error, ...control } = fieldOf(form, "description");
  return (
    <Field id={id} label="Description" error={error}>
      <textarea {...control} {...fieldAria(id, { error })} id={id} rows={3} className="textarea textarea--full-width" />
    </Field>
  );
}
