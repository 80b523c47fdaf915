import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";

export interface Onboarded {
  portfolioId: string;
  runId: string;
}

/** A sample portfolio, the first unless told which, under an account name of its own, through the API. */
export async function onboardSample(request: APIRequestContext, id = SAMPLE_PORTFOLIOS[0]?.id): Promise<Onboarded> {
  const sample = required(
    SAMPLE_PORTFOLIOS.find((each) => each.id === id),
    `sample portfolio ${id}`,
  );
  const answer = await request.post("/api/v1/portfolios", {
    multipart: {
      sample: sample.id,
      name: sample.name,
      accountName: `${sample.accountName} ${randomUUID().slice(0, 8)}`,
      accountType: sample.accountType,
      openingEquity: sample.openingEquity,
      priceSource: "sample",
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  const { portfolio, run } = await answer.json();
  return { portfolioId: portfolio.id, runId: run.id };
}

/** Waits on the run page until the run has ended, and tells how. */
export async function endOfRun(page: Page): Promise<string | null> {
  const run = page.locator("[data-run]");
  await expect(run).toHaveAttribute("data-run-status", /completed|partial|failed|cancelled/, { timeout: 120_000 });
  return run.getAttribute("data-run-status");
}
