import { TriangleAlert } from "lucide-react";
import type { ApiProblem, ApiProblemDetail } from "#lib/api-request.ts";
import { counted } from "#lib/counted.ts";
import { SECTOR_ERRORS } from "#lib/sector-weights/error-codes.ts";

const SHOWN = 200;

/** Why nothing was changed: every problem of the file by its line, or the one reason. */
export function SectorWeightsProblems({ problem }: { problem: Pick<ApiProblem, "detail" | "fix" | "errors"> }) {
  const { detail, fix, errors } = problem;
  return (
    <div role="alert" className="overflow-hidden rounded-lg border border-failed text-data">
      <div className="flex gap-2.5 px-4 py-3">
        <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-failed" />
        <p>
          <strong className="font-semibold">{errors.length > 0 ? counted(errors.length, "problem") : detail}.</strong>{" "}
          <span className="text-muted">{fix}</span>
        </p>
      </div>
      {errors.length > 0 && (
        // A region that scrolls must be reachable by keyboard.
        <section aria-label="Problems" tabIndex={0} className="max-h-72 overflow-y-auto border-t border-border">
          <ol>
            {errors.slice(0, SHOWN).map((each) => (
              <ProblemItem key={`${each.row} ${each.column} ${each.code}`} problem={each} />
            ))}
          </ol>
          {errors.length > SHOWN && <p className="px-4 py-2 text-muted">and {errors.length - SHOWN} more</p>}
        </section>
      )}
    </div>
  );
}

function ProblemItem({ problem: { row, column, code, message, value } }: { problem: ApiProblemDetail }) {
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-separator px-4 py-2 last:border-b-0 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <span className="figures">
        {row ? `Line ${row}` : "Whole file"}
        {column && `, ${column}`}
      </span>
      <span className="min-w-0 break-words">
        {message}
        {value && `: “${value}”`}. <span className="text-muted">{fixOf(code)}</span>
      </span>
      <code className="font-mono text-meta text-muted">{code}</code>
    </li>
  );
}

function fixOf(code: string): string {
  return Object.entries(SECTOR_ERRORS).find(([known]) => known === code)?.[1].fix ?? "";
}
