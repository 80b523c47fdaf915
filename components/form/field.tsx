import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

export interface FieldTexts {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to mend it; marks the field as invalid. */
  error?: string | undefined;
}

/** Label, control, hint and problem of one field; the control is tied to them by `fieldAria`. */
export function Field({ id, label, hint, error, children }: FieldTexts & { id: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="text-body font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <div id={`${id}-hint`} className="text-data text-muted">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** The problem of a field, in colour, shape and words. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-data text-failed">
      <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0" />
      {children}
    </p>
  );
}

/** What ties a control to its hint and its problem. */
export function fieldAria(id: string, { hint, error }: Omit<FieldTexts, "label">) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return {
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    "data-invalid": error ? true : undefined,
  };
}
