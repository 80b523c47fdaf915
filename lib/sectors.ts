const COLOURS = {
  "Information Technology": "#2196F3",
  "Health Care": "#4CAF50",
  Financials: "#FF9800",
  Energy: "#FFC107",
  "Consumer Discretionary": "#9C27B0",
  "Consumer Staples": "#E91E63",
  Industrials: "#795548",
  Materials: "#607D8B",
  "Real Estate": "#00BCD4",
  Utilities: "#8BC34A",
  "Communication Services": "#3F51B5",
} as const;

const OTHER_COLOUR = "#9E9E9E";

/** The eleven sectors of the Global Industry Classification Standard. */
export type GicsSector = keyof typeof COLOURS;

export const GICS_SECTORS = Object.keys(COLOURS) as readonly GicsSector[];

/** A sector, or what stands in its place for holdings that have none. */
export type SectorName = GicsSector | "ETF" | "Cash" | "Private" | "Uncategorized";

/** Providers' names that differ from the standard's. */
const ALIASES: Readonly<Record<string, GicsSector>> = {
  technology: "Information Technology",
  healthcare: "Health Care",
  "financial services": "Financials",
  financial: "Financials",
  "consumer cyclical": "Consumer Discretionary",
  "consumer defensive": "Consumer Staples",
  "basic materials": "Materials",
};

const BY_NAME = new Map<string, GicsSector>([
  ...Object.entries(ALIASES),
  ...GICS_SECTORS.map((sector) => [sector.toLowerCase(), sector] as const),
]);

/** The GICS sector a provider's name stands for; null for null, for an empty and for an unknown name. */
export function gicsSector(name: string | null): GicsSector | null {
  return BY_NAME.get((name ?? "").trim().toLowerCase()) ?? null;
}

/** The colour a sector has on every page; one grey for all that is no GICS sector. */
export function sectorColour(name: string): string {
  const sector = gicsSector(name);
  return sector ? COLOURS[sector] : OTHER_COLOUR;
}

/** The sector shown for a holding: its own nature first (cash, private, fund), then its company's sector. */
export function sectorOf(holding: {
  kind: "stock" | "fund" | "option" | "private" | "cash";
  profile: { kind: "stock" | "etf" | "fund" | null; sector: string | null } | null;
}): SectorName {
  if (holding.kind === "cash") return "Cash";
  if (holding.kind === "private") return "Private";
  const isFund = holding.kind === "fund" || holding.profile?.kind === "etf" || holding.profile?.kind === "fund";
  return isFund ? "ETF" : (gicsSector(holding.profile?.sector ?? null) ?? "Uncategorized");
}
