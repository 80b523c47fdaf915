import { Check, X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { RelativeTime } from "#components/status/relative-time.tsx";
import { counted } from "#lib/counted.ts";

/** What the database tells of runs and itself. Times are UTC ISO. */
interface ServerStatus {
  readonly runs: { readonly queued: number; readonly running: number; readonly workers: number };
  readonly nightly: {
    readonly session: string;
    readonly symbolRunId: string | null;
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly portfolioRuns: number | null;
  } | null;
  readonly database: { readonly version: string; readonly sizeBytes: number };
}

interface Part {
  readonly name: string;
  readonly ready: boolean;
  readonly detail?: string;
}

/** The parts of the server, the runs they work on, and the last night. */
export function ServerPanel({ status, parts, now }: { status: ServerStatus; parts: readonly Part[]; now: number }) {
  const { runs, nightly, database } = status;
  return (
    <section aria-labelledby="server" className="panel min-w-0 p-4 sm:p-5">
      <h2 id="server" className="text-section font-semibold">
        Server
      </h2>
      <ul className="mt-2 grid gap-1.5 text-data">
        {parts.map((part) => (
          <PartLine key={part.name} part={part} />
        ))}
      </ul>
      <dl className="figures mt-4 grid gap-3 border-t border-separator pt-4 text-data">
        <Fact name="Runs">
          {runs.running} at work
          {runs.running > 0 && ` in ${counted(runs.workers, "worker process", "worker processes")}`}, {runs.queued} in
          line
        </Fact>
        <Fact name="Nightly batch">{nightly ? <Nightly batch={nightly} now={now} /> : "none yet"}</Fact>
        <Fact name="Database">
          Postgres {database.version}, {megabytes(database.sizeBytes)}
        </Fact>
      </dl>
      <p className="mt-4 grid gap-1.5 border-t border-separator pt-4 text-data">
        <Link href="/admin/symbol-failures" className="link">
          Symbols without prices, aliases, restatements
        </Link>
        <Link href="/admin/quarantine" className="link">
          Prices in quarantine
        </Link>
        <Link href="/admin/sectors" className="link">
          S&amp;P 500 sector weights
        </Link>
      </p>
    </section>
  );
}

function PartLine({ part: { name, ready, detail } }: { part: Part }) {
  return (
    <li className="flex items-start gap-2">
      <span role="img" aria-label={ready ? "ready" : "not ready"} className={ready ? "text-completed" : "text-failed"}>
        {ready ? <Check aria-hidden size={16} className="mt-0.5" /> : <X aria-hidden size={16} className="mt-0.5" />}
      </span>
      <span className="min-w-0">
        <span className="first-letter:uppercase inline-block">{name}</span>
        {detail && <span className="text-muted"> · {detail}</span>}
      </span>
    </li>
  );
}

function Nightly({ batch, now }: { batch: NonNullable<ServerStatus["nightly"]>; now: number }) {
  const { session, symbolRunId, startedAt, endedAt, portfolioRuns } = batch;
  return (
    <>
      {symbolRunId ? (
        <Link href={`/admin/runs/${symbolRunId}`} className="link">
          Session {session}
        </Link>
      ) : (
        `Session ${session}`
      )}
      , begun <RelativeTime at={startedAt} now={now} />
      {endedAt === null ? ", at work" : `, ${counted(portfolioRuns ?? 0, "portfolio run")}`}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-meta text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;
