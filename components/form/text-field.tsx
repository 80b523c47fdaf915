import { type ComponentProps, type ReactNode, useId } from "react";
import { Field, type FieldTexts, fieldAria } from "./field.tsx";

/** One line of text with label, hint and problem; `inside` stands at the right end within the field. */
export function TextField({
  label,
  hint,
  error,
  inside,
  ...input
}: FieldTexts & { inside?: ReactNode } & ComponentProps<"input">) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <div className="relative">
        <input
          {...input}
          {...fieldAria(id, { hint, error })}
          id={id}
          className={`input input--full-width min-h-10 ${inside ? "pr-20" : ""} ${input.readOnly ? "text-muted" : ""}`}
        />
        {inside && <div className="absolute inset-y-0 right-1 flex items-center">{inside}</div>}
      </div>
    </Field>
  );
}
