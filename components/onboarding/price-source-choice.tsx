import { FieldError } from "#components/form/field.tsx";
import type { OfferedSource } from "./onboarding-offer.ts";
import { SimulatedMark } from "./simulated-mark.tsx";
import type { ImportForm } from "./use-import.ts";

/** Where prices come from; made-up ones say so. */
export function PriceSourceChoice({ form, sources }: { form: ImportForm; sources: readonly OfferedSource[] }) {
  const error = form.problems.priceSource;
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error && "price-source-error"}>
      <legend className="mb-1.5 font-medium">Prices</legend>
      {sources.map(({ name, label, simulated }) => (
        <label
          key={name}
          className="flex cursor-pointer flex-wrap items-center gap-x-2.5 gap-y-1 rounded-lg border border-border px-3 py-2 has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
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
      ))}
      {error && <FieldError id="price-source-error">{error}</FieldError>}
    </fieldset>
  );
}
