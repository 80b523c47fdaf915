import Link from "next/link";
import { RelativeTime } from "#components/status/relative-time.tsx";

/** Something a provider published otherwise than before; null where there was, or now is, none. Times are UTC ISO. */
interface ListedRestatement {
  readonly id: string;
  readonly sourceLabel: string;
  readonly symbol: string;
  readonly date: string;
  readonly kind: "close" | "split" | "dividend";
  readonly before: number | null;
  readonly after: number | null;
  readonly detectedAt: string;
  readonly runId: string | null;
}

/** The newest restatements. */
export function RestatementPanel({ restatements, now }: { restatements: readonly ListedRestatement[]; now: number }) {
  return (
    <section aria-labelledby="restatements" className="panel min-w-0 p-4">
      <h2 id="restatements" className="text-section font-semibold">
        Restatements
      </h2>
      <p className="text-data text-muted">
        Prices, splits and dividends that a provider published otherwise than before. Portfolios that hold the symbol
        are computed anew from that date by their next run.
      </p>
      {restatements.length === 0 ? (
        <p className="mt-3 text-data text-muted">None has been found.</p>
      ) : (
        <div className="scroll-hint mt-2 overflow-x-auto">
          <table className="figures w-full min-w-96 text-data">
            <thead>
              <tr className="border-b border-border text-left text-meta text-muted">
                {["Symbol", "Date", "What", "Before", "Now", "Found"].map((name) => (
                  <th key={name} scope="col" className={`py-2 pr-4 font-medium ${isFigure(name) ? "text-right" : ""}`}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {restatements.map((row) => (
                <RestatementRow key={row.id} row={row} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const isFigure = (name: string) => name === "Before" || name === "Now";
const shown = (value: number | null) => (value === null ? "none" : String(Number(value.toPrecision(10))));

function RestatementRow({ row, now }: { row: ListedRestatement; now: number }) {
  const { symbol, sourceLabel, date, kind, before, after, detectedAt, runId } = row;
  return (
    <tr className="border-b border-separator last:border-b-0">
      <th scope="row" className="py-1.5 pr-4 text-left font-medium">
        {symbol} <span className="font-normal text-muted">{sourceLabel}</span>
      </th>
      <td className="py-1.5 pr-4 whitespace-nowrap">{date}</td>
      <td className="py-1.5 pr-4">{kind}</td>
      <td className="py-1.5 pr-4 text-right">{shown(before)}</td>
      <td className="py-1.5 pr-4 text-right">{shown(after)}</td>
      <td className="py-1.5 pr-4 whitespace-nowrap">
        {runId ? (
          <Link href={`/admin/runs/${runId}`} className="link">
            <RelativeTime at={detectedAt} now={now} />
          </Link>
        ) : (
          <RelativeTime at={detectedAt} now={now} />
        )}
      </td>
    </tr>
  );
}
