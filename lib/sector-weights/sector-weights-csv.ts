import { neutralizeFormula } from "#lib/portfolio-import/formula-cell.ts";

interface Table {
  readonly asOf: string;
  /** Weights 0–1. */
  readonly sectors: readonly { readonly sector: string; readonly weight: number }[];
  readonly origins: readonly string[];
}

/** Tables of weights as the file that `parseSectorWeights` reads. */
export function sectorWeightsCsv(tables: readonly Table[]): string {
  const rows = tables.flatMap(({ asOf, sectors, origins }) => {
    const source = quoted(neutralizeFormula(origins.join("; ").slice(0, 300)));
    return sectors.map(({ sector, weight }) => `${sector},${Number((weight * 100).toPrecision(15))},${asOf},${source}`);
  });
  return `${["sector,weight_pct,as_of,source", ...rows].join("\n")}\n`;
}

const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
