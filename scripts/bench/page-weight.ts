import type { BenchRow } from "./bench-row.ts";
import { type PageStage, SIGN_IN } from "./page-stage.ts";

const KILO = 1_000;

/** Scripts as they came over the wire, cache empty: those the page's HTML names, and with them what those load by themselves. */
export async function firstLoads(stage: PageStage): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, path] of Object.entries(stage.paths)) {
    const weigh = () => weighed(stage, path);
    const { first, whole } = await (name === SIGN_IN ? stage.signedOut(weigh) : weigh());
    rows.push({ name: `${name}: first-load JS`, unit: "kB", values: [first / KILO] });
    rows.push({ name: `${name}: JS with what is loaded later`, unit: "kB", values: [whole / KILO] });
  }
  return rows;
}

/** Bytes with their headers. */
async function weighed({ context, product }: PageStage, path: string): Promise<{ first: number; whole: number }> {
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  const isFirst = new Map<string, boolean>();
  const bytes = { first: 0, whole: 0 };
  network.on("Network.requestWillBeSent", ({ requestId, type, initiator }) => {
    if (type === "Script") isFirst.set(requestId, initiator.type === "parser");
  });
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!isFirst.has(requestId)) return;
    bytes.whole += encodedDataLength;
    if (isFirst.get(requestId)) bytes.first += encodedDataLength;
  });
  await page.goto(`${product.url}${path}`, { waitUntil: "networkidle" });
  await page.close();
  return bytes;
}
