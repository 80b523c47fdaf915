import Link from "next/link";

/** For a portfolio that is not there or another user's: the two are not told apart. */
export function NoSuchPortfolio() {
  return (
    <section className="panel mx-auto mt-10 flex max-w-xl flex-col items-center gap-3 px-6 py-10 text-center">
      <h1 className="text-page font-semibold">No such portfolio</h1>
      <p className="text-body text-muted">
        Nothing of yours is at this address. It may have been deleted, or belong to another account.
      </p>
      <Link href="/portfolios" className="button button--primary mt-2">
        Your portfolios
      </Link>
    </section>
  );
}
