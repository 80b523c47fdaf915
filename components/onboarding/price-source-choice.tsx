import { Fragment } from "react";
import { FieldError } from "#components/form/field.tsx";
import { SourceRadio } from "#components/prices/source-radio.tsx";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { UPLOAD } from "#lib/price-files/upload-source.ts";
import type { OfferedSource } from "./onboarding-offer.ts";
import { PriceFilesField } from "./price-files-field.tsx";
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
      {sources.map((source) => (
        <Fragment key={source.name}>
          <SourceRadio
            {...{ source, group: "priceSource", isInvalid: error !== undefined }}
            checked={form.values.priceSource === source.name}
            onChoose={() => form.change("priceSource", source.name)}
          />
          {source.simulated && form.values.priceSource === source.name && (
            <p className="px-1 pb-1 text-data text-muted">
              It makes up a price history for any symbol you give it, known or not: to try things out, not for figures
              to rely on.
            </p>
          )}
          {source.name === UPLOAD && form.values.priceSource === UPLOAD && (
            <PriceFilesField form={form} positions={positions} />
          )}
        </Fragment>
      ))}
      {error && <FieldError id="price-source-error">{error}</FieldError>}
    </fieldset>
  );
}
