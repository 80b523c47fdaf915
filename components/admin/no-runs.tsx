import Link from "next/link";

/** Why the history is empty, and what to do. */
export function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="panel grid justify-items-center gap-3 px-5 py-14 text-center">
      <h2 className="text-section font-semibold">{isFiltered ? "No run matches" : "No runs yet"}</h2>
      <p className="text-muted">
        {isFiltered
          ? "No run of anybody is like this. Take a filter away to see more."
          : "A run begins when somebody onboards a portfolio."}
      </p>
      <Link href={isFiltered ? "/admin/runs" : "/onboarding"} className="button button--primary">
        {isFiltered ? "Show all runs" : "Onboard a portfolio"}
      </Link>
    </div>
  );
}
