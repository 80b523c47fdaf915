import { type ComponentProps, useId } from "react";
import { Field, type FieldTexts, fieldAria } from "./field.tsx";

/** A choice of few: the browser's own list, which every phone and screen reader knows. */
export function SelectField({
  label,
  hint,
  error,
  options,
  ...select
}: FieldTexts & { options: readonly { value: string; text: string }[] } & ComponentProps<"select">) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select {...select} {...fieldAria(id, { hint, error })} id={id} className="input input--full-width min-h-10">
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}
