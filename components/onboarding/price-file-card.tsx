"use client";

import { CircleAlert, X } from "lucide-react";
import { useFormat } from "#components/frame/format-context.tsx";
import { counted } from "#lib/counted.ts";
import type { Format } from "#lib/format.ts";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import type { PriceFileSummary } from "#lib/price-files/check-price-files.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import { shortList } from "./short-list.ts";

const MOST_SHOWN = 5;

/** One price file: its symbols, its dates, and what is wrong with it. */
export function PriceFileCard({
  name,
  bytes,
  summary,
  problems,
  onRemove,
}: {
  name: string;
  bytes: number;
  /** Null where it was not read. */
  summary: PriceFileSummary | null;
  problems: readonly PriceFileProblem[];
  onRemove: () => void;
}) {
  const format = useFormat();
  return (
    <li
      className={`grid min-w-0 gap-1 rounded-lg border px-3 py-2 ${problems.length > 0 ? "border-failed" : "border-border"}`}
    >
      <div className="flex items-start gap-2">
        <span className="min-w-0 flex-1 font-medium break-all">{name}</span>
        <span className="figures pt-0.5 text-meta whitespace-nowrap text-muted">{sizeOf(bytes, format)}</span>
        <button
          type="button"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
          className="-my-0.5 -mr-1.5 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-default hover:text-foreground"
        >
          <X aria-hidden size={16} />
        </button>
      </div>
      {summary && summary.symbols.length > 0 && <Contents summary={summary} format={format} />}
      <PriceFileProblems problems={problems} />
    </li>
  );
}

function Contents({ summary, format }: { summary: PriceFileSummary; format: Format }) {
  const { kind, symbols, from, to, rejected } = summary;
  const what = kind === "actions" ? "Splits and dividends of " : "";
  const range = from && to && (from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`);
  return (
    <div className="text-data text-muted">
      <p className="break-words">
        {what}
        <span className="text-foreground">{shortList(symbols)}</span>
      </p>
      <p className="figures">{range}</p>
      {rejected > 0 && (
        <p>
          {format.number(rejected, 0)} {rejected === 1 ? "cell is no price and" : "cells are no price and are"} left out
        </p>
      )}
    </div>
  );
}

/** The first few problems, each with its place; how to mend them is said once for those of a kind. */
export function PriceFileProblems({ problems }: { problems: readonly PriceFileProblem[] }) {
  if (problems.length === 0) return null;
  const shown = problems.slice(0, MOST_SHOWN);
  const rest = problems.length - shown.length;
  return (
    <ul className="grid gap-1 text-data">
      {shown.map(({ row, column, code, message, value }, index) => (
        <li key={`${row} ${column} ${code} ${message}`} className="flex gap-1.5">
          <CircleAlert aria-hidden size={14} className="mt-0.5 shrink-0 text-failed" />
          <span className="min-w-0 break-words">
            {row !== null && <span className="font-medium">{placeOf(row, column, value)}: </span>}
            {message}. {shown[index + 1]?.code !== code && <span className="text-muted">{ERROR_CODES[code].fix}</span>}
          </span>
        </li>
      ))}
      {rest > 0 && <li className="text-muted">and {counted(rest, "more problem")}</li>}
    </ul>
  );
}

function placeOf(row: number, column: string | null, value: string | null): string {
  return `Line ${row}${column === null ? "" : `, ${column}`}${value === null ? "" : ` “${value}”`}`;
}

function sizeOf(bytes: number, format: Format): string {
  return bytes < 100_000
    ? `${format.number(Math.max(1, bytes / 1_000), 0)} kB`
    : `${format.number(bytes / 1_048_576, 1)} MB`;
}
