"use client";

import { useFormat } from "#components/frame/format-context.tsx";
import { sectorColour } from "#lib/sectors.ts";
import { Card } from "./card.tsx";
import { NotKnown } from "./change.tsx";
import type { Sectors } from "./portfolio-data.ts";
import { type ComparedSector, compareSectors } from "./sector-comparison.ts";

/** Sector weights beside the S&P 500's: two bars each, the difference in points. */
export function SectorsPanel({ sectors, runId }: { sectors: Sectors; runId: string | null }) {
  const format = useFormat();
  const { asOf, index } = sectors;
  const { sectors: compared, known } = compareSectors(sectors.sectors);
  const widest = Math.max(...compared.map(({ weight, indexWeight }) => Math.max(weight ?? 0, indexWeight ?? 0)));
  const isCompared = compared.some(({ difference }) => difference !== null);
  return (
    <Card
      title="Sectors against the S&P 500"
      metric="sector-weight"
      context={{ asOf, runId }}
      aside={`As of ${format.day(asOf)}`}
    >
      {known < 1 && (
        <p className="mb-3 text-data text-attention">
          {`Not known: the sector of ${format.percent(1 - known, 1)} of gross exposure; no company profile names it. `}
          {isCompared
            ? `Differences compare the other ${format.percent(known, 1)}, taken as the whole.`
            : "There is nothing to compare with the index."}
        </p>
      )}
      <table className="figures w-full text-right text-data">
        <thead className="text-meta text-muted">
          <tr>
            <th className="pb-1.5 text-left font-medium">Sector</th>
            <th className="hidden w-2/5 pb-1.5 sm:table-cell">
              <span className="sr-only">Bars</span>
            </th>
            <th className="pb-1.5 pl-2 font-medium">Portfolio</th>
            <th className="pb-1.5 pl-2 font-medium">S&amp;P 500</th>
            <th className="pb-1.5 pl-2 font-medium">Difference</th>
          </tr>
        </thead>
        <tbody>
          {compared.map((sector) => (
            <SectorRow key={sector.sector} sector={sector} widest={widest} />
          ))}
        </tbody>
      </table>
      <p className="mt-3 text-meta text-muted">
        <span aria-hidden className="mr-1 inline-block h-2 w-4 rounded-sm border border-muted align-[-0.05em]" />
        {index
          ? `S&P 500 weights of ${format.day(index.asOf)}${index.origin ? `: ${index.origin}` : ""}.`
          : "No index weights stand beside these."}{" "}
        Shares of gross exposure, cash left out.
      </p>
    </Card>
  );
}

function SectorRow({ sector, widest }: { sector: ComparedSector; widest: number }) {
  const format = useFormat();
  const { sector: name, weight, indexWeight, difference } = sector;
  return (
    <tr className="border-t border-separator">
      <th scope="row" className="py-1.5 text-left font-normal">
        <span
          aria-hidden
          className="mr-2 inline-block size-2 rounded-full"
          style={{ background: sectorColour(name) }}
        />
        {name}
      </th>
      <td className="hidden py-1.5 pl-3 sm:table-cell">
        <div aria-hidden className="grid gap-0.5">
          <div
            className="h-2 rounded-sm"
            style={{ width: `${(100 * (weight ?? 0)) / widest}%`, background: sectorColour(name) }}
          />
          <div
            className={`h-2 rounded-sm ${indexWeight ? "border border-muted" : ""}`}
            style={{ width: `${(100 * (indexWeight ?? 0)) / widest}%` }}
          />
        </div>
      </td>
      <td className="py-1.5 pl-2">{weight === null ? <NotKnown /> : format.percent(weight, 1)}</td>
      <td className="py-1.5 pl-2 text-muted">{indexWeight === null ? "–" : format.percent(indexWeight, 1)}</td>
      <td className="py-1.5 pl-2">{difference === null ? "–" : format.signedPercent(difference, 1)}</td>
    </tr>
  );
}
