"use client";

import { useState } from "react";
import { FieldError } from "#components/form/field.tsx";
import { counted } from "#lib/counted.ts";
import type { ImportedPosition } from "#lib/portfolio-import/imported-position.ts";
import { unpricedSymbols } from "#lib/price-files/unpriced-symbols.ts";
import { MAX_PRICE_FILES } from "#lib/price-files/upload-limits.ts";
import { FilesPicker } from "./files-picker.tsx";
import { PriceFileCard, PriceFileProblems } from "./price-file-card.tsx";
import { shortList } from "./short-list.ts";
import type { ImportForm } from "./use-import.ts";

type ChosenPrices = Pick<ImportForm, "prices" | "priceProblems">;

/** The price files of a portfolio that brings its own: chosen or dropped here, each with what is in it. */
export function PriceFilesField({ form, positions }: { form: ChosenPrices; positions: readonly ImportedPosition[] }) {
  const { prices, priceProblems } = form;
  const [hovering, setHovering] = useState(false);
  const ofAll = priceProblems.filter(({ file }) => file === null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button within
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setHovering(true);
      }}
      onDragLeave={() => setHovering(false)}
      onDrop={(event) => {
        event.preventDefault();
        setHovering(false);
        void prices.add([...event.dataTransfer.files]);
      }}
      className={`grid min-w-0 gap-3 rounded-lg border border-dashed px-3 py-3 transition-colors ${hovering ? "border-accent bg-default" : "border-field-border"}`}
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <FilesPicker look="button--outline" onPick={(files) => void prices.add(files)}>
          {prices.files.length > 0 ? "Add price files" : "Choose price files"}
        </FilesPicker>
        <span className="text-data text-muted">{hovering ? "Let go to read them" : "or drop them here"}</span>
      </div>
      {prices.files.length === 0 && <Rules />}
      {prices.refused && <FieldError id="price-files-refused">{prices.refused}</FieldError>}
      {priceProblems.length > 0 && (
        <p tabIndex={-1} data-problem-summary className="font-medium text-failed">
          {counted(priceProblems.length, "problem")} to fix in the price files
        </p>
      )}
      <PriceFileProblems problems={ofAll} />
      {prices.files.length > 0 && (
        <ul aria-label="Price files" className="grid gap-2">
          {prices.files.map(({ name, bytes }) => (
            <PriceFileCard
              key={name}
              name={name}
              bytes={bytes.length}
              summary={prices.checked.files.find((file) => file.name === name)?.summary ?? null}
              problems={priceProblems.filter(({ file }) => file === name)}
              onRemove={() => prices.remove(name)}
            />
          ))}
        </ul>
      )}
      <div role="status" className="grid gap-1 text-data text-muted empty:hidden">
        {prices.reading ? <p>Reading the files…</p> : <Meaning form={form} positions={positions} />}
      </div>
    </div>
  );
}

function Rules() {
  return (
    <p className="text-data text-muted">
      CSV, up to {MAX_PRICE_FILES} files and 20 MB: a Date column and one of closes per symbol, or a file per symbol
      (KO.csv) with Date and Close. An actions.csv with symbol, date, kind (split or dividend) and value makes the
      closes as traded.
    </p>
  );
}

/** What the files mean for the positions, once they can be used. */
function Meaning({ form, positions }: { form: ChosenPrices; positions: readonly ImportedPosition[] }) {
  const { files } = form.prices.checked;
  if (files.length === 0 || form.priceProblems.length > 0) return null;
  const summaries = files.map(({ summary }) => summary);
  const missing = unpricedSymbols(positions, summaries);
  const isAsTraded = summaries.some(({ kind }) => kind === "actions");
  return (
    <>
      {missing.length > 0 && <p className="text-foreground">No prices for {shortList(missing)} in these files.</p>}
      <p>
        {isAsTraded
          ? "Closes are taken as traded; the splits and dividends listed are applied."
          : "Closes are taken as adjusted: no splits or dividends are applied."}
      </p>
    </>
  );
}
