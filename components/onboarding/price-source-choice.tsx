import { Fragment } from "react";
import { FieldError } from "#components/form/field.tsx";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import type { OfferedSource } from "./onboarding-offer.ts";
import { PriceFilesField } from "./price-files-field.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import type { ImportForm } from "./use-import.ts";

/** Where prices come from; made-up ones say so, own files are chosen there. */
export function PriceSourceChoice({
  form,
  positions,
  sources,
}: {
  form: ImportForm;
  positions: readonly ImportedPosition[];
  sources: readonly OfferedSource[];
}) {
  const error = form.problems.priceSource;
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error && "price-source-error"}>
      <legend className="mb-1.5 font-medium">Prices</legend>
      {sources.map(({ name, label, simulated }) => (
        <Fragment key={name}>
          <label className="flex cursor-pointer flex-wrap items-center gap-x-2.5 gap-y-1 rounded-lg border border-border px-3 py-2 has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-focus">
            <input
              type="radio"
              name="priceSource"
              value={name}
              checked={form.values.priceSource === name}
              onChange={() => form.change("priceSource", name)}
              aria-invalid={error ? true : undefined}
              className="size-4 accent-accent outline-none"
            />
            <span className="mr-auto">{label}</span>
            {simulated && <SimulatedMark />}
          </label>
          {name === UPLOAD && form.values.priceSource === UPLOAD && (
            <PriceFilesField form={form} positions={positions} />
          )}
        </Fragment>
      ))}
      {error && <FieldError id="price-source-error">{error}</FieldError>}
    </fieldset>
  );
}
