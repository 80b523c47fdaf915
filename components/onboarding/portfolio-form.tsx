"use client";

import { FormAlert } from "#components/form/form-alert.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { ACCOUNT_TYPES, type AccountType } from "#lib/portfolio-import/portfolio-fields.ts";
import { AdvancedFields } from "./advanced-fields.tsx";
import { fieldOf } from "./form-field.ts";
import { ImportedBefore } from "./imported-before.tsx";
import type { OfferedSource } from "./onboarding-offer.ts";
import { OpeningEquityField } from "./opening-equity-field.tsx";
import { PriceSourceChoice } from "./price-source-choice.tsx";
import { useCounted } from "./use-counted.ts";
import type { ImportForm } from "./use-import.ts";

const ACCOUNT_TYPE_WORDS: Record<AccountType, string> = {
  taxable: "Taxable",
  ira: "IRA",
  roth_ira: "Roth IRA",
  "401k": "401(k)",
  "403b": "403(b)",
  "529": "529",
  hsa: "HSA",
  trust: "Trust",
  other: "Other",
};

// An object lists "529" first, being a whole number.
const ACCOUNT_TYPE_OPTIONS = ACCOUNT_TYPES.map((value) => ({ value, text: ACCOUNT_TYPE_WORDS[value] }));

/** What the positions do not say: names, account, opening equity, where prices come from. */
export function PortfolioForm({
  form,
  positions,
  sources,
  unknownSymbols,
}: {
  form: ImportForm;
  /** Those read of the file; none while it has problems. */
  positions: readonly ImportedPosition[];
  sources: readonly OfferedSource[];
  /** How many the price source is known not to have. */
  unknownSymbols: number;
}) {
  const { message, busy, earlier } = form;
  const counted = useCounted();
  const what = positions.length > 0 ? `Import ${counted(positions.length, "position")} and start` : "Import and start";
  return (
    <form
      noValidate
      aria-label="Portfolio"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
      className="panel grid gap-4 px-5 py-5"
    >
      <TextField label="Portfolio name" required {...fieldOf(form, "name")} />
      <TextField
        label="Account name"
        required
        hint="Such as the broker's; each of your accounts has its own."
        {...fieldOf(form, "accountName")}
      />
      <SelectField label="Account type" options={ACCOUNT_TYPE_OPTIONS} {...fieldOf(form, "accountType")} />
      <OpeningEquityField form={form} positions={positions} />
      <PriceSourceChoice form={form} positions={positions} sources={sources} />
      <AdvancedFields form={form} />
      {message && <FormAlert>{message}</FormAlert>}
      {form.isSignedOut && <SignedOut />}
      {earlier && <ImportedBefore earlier={earlier} form={form} />}
      <div className="grid gap-1.5">
        <button type="submit" aria-disabled={busy} className="button button--primary w-full">
          {busy ? "Starting…" : what}
        </button>
        {/* Under the button, which so stays where it is when an answer comes. */}
        {unknownSymbols > 0 && (
          <p className="text-data text-muted">
            {counted(unknownSymbols, "symbol")} will be without prices: see above the positions.
          </p>
        )}
      </div>
    </form>
  );
}

/** A link in this tab would leave behind what was entered. */
function SignedOut() {
  return (
    <FormAlert>
      Your session is over; nothing was imported, and what you entered here is kept.{" "}
      <a href="/sign-in" target="_blank" rel="noreferrer" className="text-link underline">
        Sign in in a new tab
      </a>
      , come back and press the button again.
    </FormAlert>
  );
}
