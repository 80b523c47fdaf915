import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import { readReplayPoint } from "#components/run/replay-address.ts";
import type { RunOrigin } from "#components/run/run-origin.ts";
import { tabTitle } from "#components/run/tab-title.ts";
import type { RunState } from "#lib/run/state.ts";
import type { SignedIn } from "#server/auth/session.ts";
import { type OwnedRun, ownedRun } from "#server/queries/owned-run.ts";
import { pageDatabase } from "#server/queries/page-database.ts";
import { pastRunState } from "#server/queries/past-run-state.ts";
import { type PriceChoice, priceChoice } from "#server/queries/price-choice.ts";
import { offeredPriceSources } from "#server/queries/price-source-offer.ts";
import { retryChain } from "#server/queries/retry-chain.ts";
import { readRunState } from "#server/queries/run-state.ts";

/** What a page of a run is given of its address. */
export interface RunAddress {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A run as its page shows it. */
export interface PageRun {
  readonly initial: RunState;
  /** As it was at the point that the address leads to; null where that is the present. */
  readonly past: RunState | null;
  readonly origin: RunOrigin;
}

/** A run the viewer may see; another user's is a page that does not exist. */
export async function pageRun(viewer: SignedIn, runId: string, at: number | null): Promise<PageRun> {
  const database = pageDatabase();
  const owned = await ownedRun(database, viewer, runId);
  const state = owned && (await readRunState(database, runId));
  if (!state) return notFound();
  const { portfolioId, eventsPrunedAt } = owned;
  const [past, prices, chain] = await Promise.all([
    at === null || eventsPrunedAt ? null : pastRunState(database, runId, at),
    portfolioId === null ? null : priceChoice(database, viewer, portfolioId, offeredPriceSources()),
    retryChain(database, viewer, owned),
  ]);
  return { initial: state, past, origin: originOf(owned, prices, chain) };
}

/** Read once for the page and its title; `at` is the event its address leads to. */
const ownPageRun = cache(async (runId: string, at: number | null) =>
  pageRun(await signedInViewer(await headers()), runId, at),
);

/** The tab's title as the run stands; from then on the page keeps it true itself. */
export async function runMetadata(address: RunAddress): Promise<Metadata> {
  const { initial, past } = await addressedRun(address);
  return { title: { absolute: tabTitle(initial, { isReplay: past !== null }) } };
}

/** The run that an address leads to. */
export async function addressedRun({ params, searchParams }: RunAddress): Promise<PageRun> {
  const [{ id }, { at }] = await Promise.all([params, searchParams]);
  return ownPageRun(id, typeof at === "string" ? readReplayPoint(`?at=${at}`) : null);
}

function originOf(owned: OwnedRun, prices: PriceChoice | null, chain: RunOrigin["chain"]): RunOrigin {
  const { isOwner, endedAt, eventsPrunedAt } = owned;
  const ended = endedAt?.toISOString() ?? null;
  const removedLog = eventsPrunedAt ? { endedAt: ended, prunedAt: eventsPrunedAt.toISOString() } : null;
  return { chain, isOwner, removedLog, prices };
}
