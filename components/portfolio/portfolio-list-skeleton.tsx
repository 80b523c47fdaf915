import { PageHeader } from "#components/frame/page-header.tsx";

const ROWS = ["first", "second", "third"];
const BAR = "rounded-md bg-default motion-safe:animate-pulse";

/** The list of portfolios while it is on its way: what is above the rows stands where it will. */
export function PortfolioListSkeleton() {
  return (
    <div role="status" aria-label="Reading your portfolios" className="mx-auto max-w-7xl">
      <PageHeader title="Portfolios" actions={<div className={`h-9 w-48 ${BAR}`} />} />
      <div className="panel mb-4 h-27 px-4 py-3">
        <div className={`h-4 w-28 ${BAR}`} />
        <div className={`mt-2 h-8 w-56 ${BAR}`} />
      </div>
      <div className="panel overflow-hidden">
        {ROWS.map((row) => (
          <div key={row} className="border-t border-separator px-4 py-3 first:border-t-0">
            <div className={`h-5 w-48 max-w-full ${BAR}`} />
            <div className={`mt-1 h-4 w-72 max-w-full ${BAR}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
