"use client";

import { Columns3 } from "lucide-react";
import { Fragment, type RefObject, useId, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { counted } from "#lib/counted.ts";
import { newYorkDate } from "#lib/new-york-date.ts";
import { EARLIEST_DATE } from "#lib/portfolio-import/calendar-date.ts";
import type { ColumnMapping } from "#lib/portfolio-import/column-mapping.ts";
import { COLUMNS } from "#lib/portfolio-import/columns.ts";
import type { DecimalMark } from "#lib/portfolio-import/decimal-marks.ts";
import type { FileLayout } from "#lib/portfolio-import/exports/find-layout.ts";
import { SOURCE_FIELDS } from "#lib/portfolio-import/exports/source-fields.ts";
import { isFileDay } from "#lib/portfolio-import/file-day.ts";
import { ColumnFields } from "./column-fields.tsx";
import type { ImportFile } from "./use-import-file.ts";

/** How the file is understood: whose export it is, which column is which, whose shares its quantities count. */
export function FileLayoutCard({
  chosen,
  heading,
}: {
  chosen: ImportFile;
  /** Gets the focus where columns are to be assigned. */
  heading: RefObject<HTMLHeadingElement | null>;
}) {
  const { parsed, assign } = chosen;
  const { layout, accounts } = parsed;
  const [wanted, setWanted] = useState<boolean | null>(null);
  if (layout === null) return null;
  const isGuess = layout.kind === "guessed";
  const isLacking = parsed.problems.some(({ code }) => code === "ERR_CSV_004" || code === "ERR_CSV_009");
  const isOpen = wanted ?? (isGuess || isLacking);
  const change = (mapping: ColumnMapping) => {
    // What was a guess is none any more, and more columns may have to be changed.
    setWanted(true);
    assign(mapping);
  };
  const back = ownColumns(chosen, layout);
  return (
    <section
      aria-labelledby="file-layout"
      className={`panel grid gap-3 px-4 py-3 ${isGuess ? "border-attention" : ""}`}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Columns3 aria-hidden size={18} className="mt-0.5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1 basis-60">
          <h2 ref={heading} id="file-layout" tabIndex={-1} className="font-semibold">
            {titleOf(layout)}
          </h2>
          <p className="text-data text-muted">
            {isGuess ? "Check which column is which: nothing is imported before you have said so." : readText(layout)}
            {chosen.isRecalled && " They are taken as you assigned them for an earlier file of this kind."}
          </p>
        </div>
        {isGuess && Object.keys(layout.mapping.columns).length > 0 && (
          <button
            type="button"
            onClick={() => {
              setWanted(false);
              assign(layout.mapping);
            }}
            className="button button--primary"
          >
            These are right
          </button>
        )}
        {back && (
          <button type="button" onClick={() => assign(back)} className="button button--ghost">
            {`Use ${chosen.own?.broker ?? "the template"}'s own columns`}
          </button>
        )}
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls="file-columns"
          onClick={() => setWanted(!isOpen)}
          className="button button--outline"
        >
          {isOpen ? "Hide columns" : "Columns"}
        </button>
      </div>
      <div id="file-columns" hidden={!isOpen}>
        {isOpen && <ColumnFields headers={layout.headers} mapping={layout.mapping} onAssign={change} />}
      </div>
      {accounts.length > 1 && <AccountChoice {...{ accounts, layout, assign }} />}
      {parsed.decimals.isOffered && <DecimalChoice chosen={chosen} />}
      {layout.kind !== "template" && <BasisChoice chosen={chosen} />}
    </section>
  );
}

/** Which of the template's columns are there; of other files, which fields they tell. */
function readText({ kind, mapping }: FileLayout): string {
  const taken = SOURCE_FIELDS.filter((field) => mapping.columns[field] !== undefined);
  if (kind === "template") return `${taken.length} of the ${COLUMNS.length} columns are in the file.`;
  return `Read from it: ${taken.join(", ")}.`;
}

/** The columns that the file is known to have where others were assigned; null where that is not so. */
function ownColumns({ own }: ImportFile, { mapping }: FileLayout): ColumnMapping | null {
  if (own === null || own.kind === "guessed") return null;
  const { columns } = own.mapping;
  const isOther = SOURCE_FIELDS.some((field) => columns[field] !== mapping.columns[field]);
  return isOther ? { ...mapping, columns } : null;
}

function titleOf({ kind, broker, mapping }: FileLayout): string {
  if (broker !== null) return `${broker} positions export`;
  if (kind === "template") return "The template's columns";
  if (kind === "assigned") return "Columns as you assigned them";
  return mapping.headerRow === null ? "A file without column names" : "A file of unknown columns";
}

function AccountChoice({
  accounts,
  layout,
  assign,
}: Pick<ImportFile, "assign"> & { accounts: readonly string[]; layout: FileLayout }) {
  const id = useId();
  return (
    <div className="grid gap-1 sm:max-w-sm">
      <label htmlFor={id} className="text-data font-medium">
        {counted(accounts.length, "account")} in this file
      </label>
      <select
        id={id}
        value={layout.mapping.account ?? ""}
        onChange={({ currentTarget: { value } }) => assign({ ...layout.mapping, account: value === "" ? null : value })}
        className="input input--full-width min-h-9 text-data"
      >
        <option value="">All of them together</option>
        {accounts.map((account) => (
          <option key={account} value={account}>
            Only {account}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The day whose shares a broker's file counts: splits after it are applied, those before it are in its quantities. */
function FileDay({ chosen: { file, parsed, fileDay, chooseDay } }: { chosen: ImportFile }) {
  const id = useId();
  const today = newYorkDate(new Date());
  const [typed, setTyped] = useState({ of: file, text: fileDay });
  const shown = typed.of === file ? typed.text : fileDay;
  const isTaken = isFileDay(shown, today);
  return (
    <div className="ml-5.5 grid gap-1 text-data">
      <label htmlFor={id} className="font-medium">
        Day of the file
      </label>
      <input
        id={id}
        type="date"
        min={EARLIEST_DATE}
        max={today}
        value={shown}
        aria-invalid={!isTaken}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget: { value } }) => {
          setTyped({ of: file, text: value });
          if (isFileDay(value, today)) chooseDay(value);
        }}
        className="input min-h-9 justify-self-start"
      />
      <p id={`${id}-hint`} className={isTaken ? "text-muted" : "text-failed"}>
        {isTaken
          ? dayText(parsed.statedDate, fileDay)
          : `Give a day up to today. Until then the file is read as of ${fileDay}.`}
      </p>
    </div>
  );
}

function dayText(stated: string | null, day: string): string {
  if (stated === null) return "The file does not say when it was made: change this where that was not today.";
  return stated === day ? "As the file says." : `The file says ${stated}.`;
}

/** What stands before the decimals: as the file's own numbers tell, until someone says otherwise. */
function DecimalChoice({ chosen: { parsed, decimalMark, chooseDecimals } }: { chosen: ImportFile }) {
  const { mark } = parsed.decimals;
  const isUnclear = parsed.problems.some(({ code }) => code === "ERR_CSV_011");
  const choices = [
    { value: ".", text: "A point", what: "1,234.50 and 1234.5" },
    { value: ",", text: "A comma", what: "1.234,50 and 1234,5" },
  ] as const;
  return (
    <fieldset className="grid gap-1 text-data">
      <legend className="mb-1 font-medium">Decimals stand after</legend>
      {choices.map(({ value, text, what }) => (
        <label key={value} className="flex cursor-pointer items-baseline gap-2">
          <input
            type="radio"
            name="decimalMark"
            checked={mark === value}
            onChange={() => chooseDecimals(value)}
            className="size-3.5 shrink-0 translate-y-0.5 accent-accent"
          />
          <span>
            {text} <span className="text-muted">· {what}</span>
          </span>
        </label>
      ))}
      <p className={isUnclear ? "text-foreground" : "text-muted"}>
        {decimalsText(mark, decimalMark !== null, isUnclear)}
      </p>
    </fieldset>
  );
}

function decimalsText(mark: DecimalMark | null, isSaid: boolean, isUnclear: boolean): string {
  if (isUnclear) return "Some numbers could be read in two ways. Nothing is imported before you have said which.";
  if (isSaid) return "As you have said.";
  return mark === null ? "Each column is read as its own numbers tell." : "As the file's own numbers tell.";
}

function BasisChoice({ chosen }: { chosen: ImportFile }) {
  const { quantityBasis, chooseBasis, fileDay } = chosen;
  const format = useFormat();
  const isToday = fileDay === newYorkDate(new Date());
  const choices = [
    {
      basis: "as of today",
      text: isToday ? "Today's shares" : `Shares of ${format.day(fileDay)}`,
      what: "as brokers show them; splits between each entry and that day are undone",
    },
    { basis: "as traded", text: "Shares as traded", what: "as they were bought; later splits are applied" },
  ] as const;
  return (
    <fieldset className="grid gap-1 text-data">
      <legend className="mb-1 font-medium">Quantities and prices are in</legend>
      {choices.map(({ basis, text, what }) => (
        <Fragment key={basis}>
          <label className="flex cursor-pointer items-baseline gap-2">
            <input
              type="radio"
              name="quantityBasis"
              checked={quantityBasis === basis}
              onChange={() => chooseBasis(basis)}
              className="size-3.5 shrink-0 translate-y-0.5 accent-accent"
            />
            <span>
              {text} <span className="text-muted">· {what}</span>
            </span>
          </label>
          {basis === "as of today" && quantityBasis === basis && <FileDay chosen={chosen} />}
        </Fragment>
      ))}
    </fieldset>
  );
}
