import type { ComponentProps } from "react";
import { TextField } from "#components/form/text-field.tsx";
import { newYorkDate } from "#lib/new-york-date.ts";

type FieldProps = ComponentProps<typeof TextField>;

/** An amount or a price in dollars. */
export function MoneyField(props: FieldProps) {
  return <TextField inputMode="decimal" autoComplete="off" {...props} />;
}

/** A day up to today; today's in New York where none is given. */
export function PastDayField({ defaultValue, ...props }: FieldProps) {
  const today = newYorkDate(new Date());
  return <TextField type="date" max={today} defaultValue={defaultValue ?? today} {...props} />;
}

export function NoteField({ note, ...props }: Omit<FieldProps, "label"> & { note: string | null | undefined }) {
  return <TextField label="Note" name="note" autoComplete="off" maxLength={500} defaultValue={note ?? ""} {...props} />;
}
