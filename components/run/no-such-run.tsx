import Link from "next/link";
import { DeadEnd } from "#components/frame/dead-end.tsx";

/** For a run that is not there or another user's: the two are not told apart. */
export function NoSuchRun() {
  return (
    <DeadEnd
      title="No such run"
      actions={
        <Link href="/portfolios" className="button button--primary">
          Your portfolios
        </Link>
      }
    >
      <p>
        This run does not exist, or is not yours. The address may be mistyped, or its portfolio was deleted and the run
        with it. Each portfolio lists its own runs.
      </p>
    </DeadEnd>
  );
}
