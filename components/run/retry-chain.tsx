"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { StatusIcon } from "#components/status/status-icon.tsx";
import type { RunStatus } from "#lib/run/events.ts";
import { runAddress } from "./run-address.ts";
import type { ChainedRun } from "./run-origin.ts";

/** Runs of a long chain that are named: the newest, and this one among them. */
const NAMED = 6;

/** The run a chain of retries began with and all its retries, in order; nothing for a run that was never retried. */
export function RetryChain({
  chain,
  runId,
  status,
}: {
  chain: readonly ChainedRun[];
  runId: string;
  /** The run's own, which the page knows better than the chain. */
  status: RunStatus;
}) {
  const pathname = usePathname();
  const place = chain.findIndex(({ id }) => id === runId);
  if (chain.length < 2 || place < 0) return null;
  const first = Math.min(place, Math.max(0, chain.length - NAMED));
  const shown = chain.slice(first, first + NAMED);
  return (
    <nav aria-label="This run and its retries" className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>{place === 0 ? `Retried ${timesText(chain.length - 1)}` : `Retry ${place} of ${chain.length - 1}`}</span>
      <ol className="flex flex-wrap items-center gap-1">
        {first > 0 && <li aria-hidden="true">…</li>}
        {shown.map((run, index) => (
          <li key={run.id}>
            <ChainLink
              href={runAddress(pathname, run.id)}
              status={run.id === runId ? status : run.status}
              name={first + index === 0 ? "First run" : `Retry ${first + index}`}
              isHere={run.id === runId}
            />
          </li>
        ))}
        {first + NAMED < chain.length && <li aria-hidden="true">…</li>}
      </ol>
    </nav>
  );
}

const timesText = (times: number) => (times === 1 ? "once" : `${times} times`);

function ChainLink(link: { href: string; status: RunStatus; name: string; isHere: boolean }) {
  const { href, status, name, isHere } = link;
  const look = "inline-flex min-h-6 items-center gap-1 rounded-full border px-2 whitespace-nowrap";
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isHere ? "page" : undefined}
      className={`${look} ${isHere ? "border-foreground font-medium text-foreground" : "border-border hover:text-foreground hover:underline"}`}
    >
      <StatusIcon status={status} size={12} />
      {name}
    </Link>
  );
}
