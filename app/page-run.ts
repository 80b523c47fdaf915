import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { signedInViewer } from "#app/signed-in-viewer.ts";
import type { RunOrigin } from "#components/run/run-origin.ts";
import { tabTitle } from "#components/run/tab-title.ts";
import type { RunState } from "#lib/run/state.ts";
import type { SignedIn } from "#server/auth/session.ts";
import { type OwnedRun, ownedRun } from "#server/queries/owned-run.ts";
import { pageDatabase } from "#server/queries/page-database.ts";
import { type PriceChoice, priceChoice } from "#server/queries/price-choice.ts";
import { offeredPriceSources } from "#server/queries/price-source-offer.ts";
import { retryChain } from "#server/queries/retry-chain.ts";
import { readRunState } from "#server/queries/run-state.ts";

/** A run as its page shows it. */
export interface PageRun {
  readonly initial: RunState;
  readonly origin: RunOrigin;
}

/** A run the viewer may see; another user's is a page that does not exist. */
export async function pageRun(viewer: SignedIn, runId: string): Promise<PageRun> {
  const database = pageDatabase();
  const owned = await ownedRun(database, viewer, runId);
  const state = owned && (await readRunState(database, runId));
  if (!state) return notFound();
  const { portfolioId } = owned;
  const [prices, chain] = await Promise.all([
    portfolioId === null ? null : priceChoice(database, viewer, portfolioId, offeredPriceSources()),
    retryChain(database, viewer, owned),
  ]);
  return { initial: state, origin: originOf(owned, prices, chain) };
}

/** The run of a page, read once for the page and its title. */
export const ownPageRun = cache(async (runId: string) => pageRun(await signedInViewer(await headers()), runId));

/** The tab's title as the run stands; from then on the page keeps it true itself. */
export async function runMetadata(runId: string): Promise<Metadata> {
  const { initial } = await ownPageRun(runId);
  return { title: { absolute: tabTitle(initial) } };
}

function originOf(owned: OwnedRun, prices: PriceChoice | null, chain: RunOrigin["chain"]): RunOrigin {
  const { isOwner, endedAt, eventsPrunedAt } = owned;
  const ended = endedAt?.toISOString() ?? null;
  const removedLog = eventsPrunedAt ? { endedAt: ended, prunedAt: eventsPrunedAt.toISOString() } : null;
  return { chain, isOwner, removedLog, prices };
}
