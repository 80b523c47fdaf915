import type { SourceResult } from "#lib/analytics/reference-result.ts";
import referenceResults from "#lib/analytics/reference-results.json" with { type: "json" };

const RESULTS: readonly SourceResult[] = referenceResults;

/** The published and certified values that the functions behind the numbers are held to, and how many they meet. */
export function ReferenceTable() {
  const sum = (figure: "cases" | "passed") => RESULTS.reduce((total, result) => total + result[figure], 0);
  const notHeld = RESULTS.flatMap((result) => result.notHeld);
  return (
    <section aria-labelledby="reference-cases" className="panel min-w-0 p-4">
      <h2 id="reference-cases" className="scroll-mt-4 text-section font-semibold">
        Held to published values
      </h2>
      <p className="mt-1 mb-3 max-w-prose text-data text-muted">
        The functions behind the numbers are run on values that others published or certified, each with its own
        tolerance. This is how many they meet.
      </p>
      <table className="figures w-full text-left text-data">
        <thead>
          <tr className="text-meta text-muted">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Verified
            </th>
            <th scope="col" className="py-1.5 pl-4 text-right font-medium">
              Values
            </th>
            <th scope="col" className="py-1.5 pl-4 text-right font-medium">
              Met
            </th>
          </tr>
        </thead>
        <tbody>
          {RESULTS.map((result) => (
            <ResultRow key={result.title} result={result} />
          ))}
          <tr className="border-t border-border">
            <th scope="row" className="py-2 pr-4 font-semibold">
              All
            </th>
            <td className="py-2 pl-4 text-right font-semibold">{sum("cases")}</td>
            <td className="py-2 pl-4 text-right font-semibold">{sum("passed")}</td>
          </tr>
        </tbody>
      </table>
      {notHeld.map(({ cases, reason }) => (
        <p key={reason} className="mt-3 max-w-prose text-meta text-muted">
          {cases} not held: {reason}
        </p>
      ))}
    </section>
  );
}

function ResultRow({ result }: { result: SourceResult }) {
  const { title, source, licence, cases, passed } = result;
  return (
    <tr className="border-t border-separator align-top">
      <th scope="row" className="py-2 pr-4 font-normal">
        {title}
        <span className="block max-w-prose text-meta text-muted [overflow-wrap:anywhere]">
          {source === "own" ? "Own computation" : source} · {licence}
        </span>
      </th>
      <td className="py-2 pl-4 text-right">{cases}</td>
      <td className="py-2 pl-4 text-right">{passed}</td>
    </tr>
  );
}
