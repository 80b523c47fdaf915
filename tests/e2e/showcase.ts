import { createReadStream } from "node:fs";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { required } from "#lib/assert.ts";
import { SAMPLE_PORTFOLIOS } from "#lib/portfolio-import/sample-portfolios.ts";
import { endOfRun, type Onboarded } from "./portfolios.ts";

/** A sample portfolio of its own name, as someone would have it; its run is under way. */
export async function onboardShown(request: APIRequestContext, id: string, accountName: string): Promise<Onboarded> {
  const sample = required(
    SAMPLE_PORTFOLIOS.find((each) => each.id === id),
    `sample portfolio ${id}`,
  );
  const { name, accountType, openingEquity } = sample;
  const form = {
    sample: id,
    name,
    accountName,
    accountType,
    openingEquity,
    priceSource: "sample",
    importAgain: "true",
  };
  const answer = await request.post("/api/v1/portfolios", { multipart: form });
  return onboardedOf(answer.status(), await answer.text());
}

/** A portfolio of a positions file of the fixtures, with simulated prices. */
export async function onboardFile(request: APIRequestContext, file: string, accountName: string): Promise<Onboarded> {
  const answer = await request.post("/api/v1/portfolios", {
    multipart: {
      file: createReadStream(`tests/fixtures/portfolios/${file}.csv`),
      ...{ name: accountName, accountName, accountType: "taxable", openingEquity: "1000000", priceSource: "sample" },
    },
  });
  return onboardedOf(answer.status(), await answer.text());
}

function onboardedOf(status: number, body: string): Onboarded {
  expect(status, body).toBe(201);
  const { portfolio, run } = JSON.parse(body);
  return { portfolioId: portfolio.id, runId: run.id };
}

/** Waits for the run of what was onboarded to end. */
export async function finished(page: Page, onboarded: Onboarded): Promise<Onboarded> {
  await page.goto(`/runs/${onboarded.runId}`);
  await endOfRun(page);
  return onboarded;
}
