"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";
import { FilePicker } from "#components/onboarding/file-picker.tsx";
import { counted } from "#lib/counted.ts";
import { sectorWeightsCsv } from "#lib/sector-weights/sector-weights-csv.ts";
import { type ChangedTables, removeSectorWeights, type SectorTable, sendSectorWeights } from "./sector-tables.ts";
import { SectorWeightSources } from "./sector-weight-sources.tsx";
import { SectorWeightsProblems } from "./sector-weights-problems.tsx";
import { SectorWeightsTable } from "./sector-weights-table.tsx";

type Problem = Extract<ChangedTables, { problem: unknown }>["problem"];

/** The S&P 500's sector weights of all dates, newest first: to see, to replace by a file, to remove. */
export function SectorWeights({ tables: rendered }: { tables: readonly SectorTable[] }) {
  const [tables, setTables] = useState(rendered);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const format = useFormat();
  const change = async (verb: string, send: () => Promise<ChangedTables>) => {
    if (busy) return;
    setBusy(true);
    setDone(null);
    const answer = await send();
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    if ("problem" in answer) return;
    setTables(answer.tables);
    setDone(`${verb}. ${consequence(answer.portfolios)}`);
  };
  const upload = (file: File) => void change(`${file.name} is stored`, () => sendSectorWeights(file));
  const remove = (asOf: string) =>
    void change(`The weights of ${format.day(asOf)} are removed`, () => removeSectorWeights(asOf));
  return (
    <section aria-labelledby="sector-weights" className="panel grid min-w-0 gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="sector-weights" className="text-section font-semibold">
            S&amp;P 500 sector weights
          </h2>
          <p className="text-data text-muted">
            Each date of a run is compared with the newest weights published by then; dates before all of them with the
            oldest.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {tables.length > 0 && (
            <a
              href={`data:text/csv;charset=utf-8,${encodeURIComponent(sectorWeightsCsv(tables))}`}
              download="sp500-sector-weights.csv"
              className="button button--outline"
            >
              <Download aria-hidden size={16} /> Download CSV
            </a>
          )}
          <FilePicker look="button--primary" onPick={upload}>
            {busy ? "One moment…" : "Upload CSV"}
          </FilePicker>
        </div>
      </div>
      <p role="status" className="text-data text-muted empty:hidden">
        {done}
      </p>
      {problem && <SectorWeightsProblems problem={problem} />}
      {tables.length > 0 ? (
        <>
          <SectorWeightsTable tables={tables} onDelete={remove} />
          <SectorWeightSources tables={tables} />
        </>
      ) : (
        <p className="py-6 text-center text-muted">
          There are no weights: portfolios’ sectors stand alone. Upload a file to compare them again.
        </p>
      )}
      <FileRules />
    </section>
  );
}

function consequence(portfolios: number): string {
  if (portfolios === 0) return "No portfolio’s results change.";
  return `${counted(portfolios, "portfolio")} will be compared anew by the next run.`;
}

function FileRules() {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-data sm:grid-cols-[auto_1fr]">
      <dt className="font-medium">Columns</dt>
      <dd className="text-muted">
        <code className="font-mono">sector,weight_pct,as_of</code> and, if known,{" "}
        <code className="font-mono">source</code>
      </dd>
      <dt className="font-medium">Each date</dt>
      <dd className="text-muted">all eleven sectors, adding up to 100 within half a point</dd>
      <dt className="font-medium">Stored</dt>
      <dd className="text-muted">only when all of it is right; dates that the file does not have stay as they are</dd>
    </dl>
  );
}
