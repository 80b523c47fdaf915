/** A company with its real name and classification; price and share count only scale the simulated figures. */
export interface KnownCompany {
  name: string;
  sector: string;
  industry: string;
  exchange: string;
  /** The simulated close on the anchor date, US dollars. */
  anchorClose: number;
  /** Shares outstanding in millions on that date, rounded. */
  sharesInMillions: number;
  /** Dividends of a year over price, 0–1; 0 for those that pay none. */
  dividendYield: number;
}

type Row = [
  symbol: string,
  name: string,
  industry: string,
  exchange: "Q" | "N" | "O",
  close: number,
  shares: number,
  yieldPct: number,
];

const ROWS: Record<string, Row[]> = {
  Technology: [
    ["AAPL", "Apple Inc.", "Consumer Electronics", "Q", 185.2, 15000, 0.5],
    ["MSFT", "Microsoft Corporation", "Software - Infrastructure", "Q", 410.75, 7430, 0.7],
    ["NVDA", "NVIDIA Corporation", "Semiconductors", "Q", 121.1, 24400, 0.03],
    ["AMD", "Advanced Micro Devices, Inc.", "Semiconductors", "Q", 141.9, 1620, 0],
    ["AVGO", "Broadcom Inc.", "Semiconductors", "Q", 275.65, 4700, 0.9],
    ["ORCL", "Oracle Corporation", "Software - Infrastructure", "N", 218.63, 2810, 0.9],
    ["CRM", "Salesforce, Inc.", "Software - Application", "N", 272.69, 956, 0.6],
    ["ADBE", "Adobe Inc.", "Software - Application", "Q", 386.88, 424, 0],
    ["CSCO", "Cisco Systems, Inc.", "Communication Equipment", "Q", 69.38, 3960, 2.4],
    ["IBM", "International Business Machines Corporation", "Information Technology Services", "N", 294.78, 929, 2.3],
    ["INTC", "Intel Corporation", "Semiconductors", "Q", 22.4, 4360, 0],
    ["QCOM", "QUALCOMM Incorporated", "Semiconductors", "Q", 159.26, 1100, 2.2],
    ["TXN", "Texas Instruments Incorporated", "Semiconductors", "Q", 207.62, 909, 2.6],
    ["FIG", "Figma, Inc.", "Software - Application", "N", 88.4, 488, 0],
  ],
  "Communication Services": [
    ["GOOGL", "Alphabet Inc.", "Internet Content & Information", "Q", 168.4, 12100, 0.5],
    ["GOOG", "Alphabet Inc.", "Internet Content & Information", "Q", 169.5, 12100, 0.5],
    ["META", "Meta Platforms, Inc.", "Internet Content & Information", "Q", 505, 2520, 0.4],
    ["NFLX", "Netflix, Inc.", "Entertainment", "Q", 620, 425, 0],
    ["DIS", "The Walt Disney Company", "Entertainment", "N", 124.01, 1800, 0.8],
    ["T", "AT&T Inc.", "Telecom Services", "N", 28.94, 7200, 3.8],
    ["VZ", "Verizon Communications Inc.", "Telecom Services", "N", 43.27, 4220, 6.3],
    ["TMUS", "T-Mobile US, Inc.", "Telecom Services", "Q", 238.26, 1130, 1.5],
  ],
  "Consumer Cyclical": [
    ["AMZN", "Amazon.com, Inc.", "Internet Retail", "Q", 184.9, 10600, 0],
    ["TSLA", "Tesla, Inc.", "Auto Manufacturers", "Q", 317.66, 3220, 0],
    ["HD", "The Home Depot, Inc.", "Home Improvement Retail", "N", 366.64, 995, 2.5],
    ["LOW", "Lowe's Companies, Inc.", "Home Improvement Retail", "N", 221.87, 560, 2.1],
    ["MCD", "McDonald's Corporation", "Restaurants", "N", 292.17, 715, 2.4],
    ["SBUX", "Starbucks Corporation", "Restaurants", "Q", 91.63, 1140, 2.7],
    ["NKE", "NIKE, Inc.", "Footwear & Accessories", "N", 71.04, 1480, 2.2],
    ["BBY", "Best Buy Co., Inc.", "Specialty Retail", "N", 67.13, 212, 5.6],
    ["PTON", "Peloton Interactive, Inc.", "Leisure", "Q", 6.4, 396, 0],
  ],
  "Consumer Defensive": [
    ["COST", "Costco Wholesale Corporation", "Discount Stores", "Q", 845.2, 443, 0.6],
    ["WMT", "Walmart Inc.", "Discount Stores", "N", 97.78, 8000, 1],
    ["TGT", "Target Corporation", "Discount Stores", "N", 98.65, 454, 4.5],
    ["KO", "The Coca-Cola Company", "Beverages - Non-Alcoholic", "N", 70.75, 4300, 2.9],
    ["PEP", "PepsiCo, Inc.", "Beverages - Non-Alcoholic", "Q", 132.04, 1370, 4.3],
    ["PG", "The Procter & Gamble Company", "Household & Personal Products", "N", 159.32, 2340, 2.6],
    ["PM", "Philip Morris International Inc.", "Tobacco", "N", 182.13, 1560, 3],
  ],
  "Financial Services": [
    ["BRK.B", "Berkshire Hathaway Inc.", "Insurance - Diversified", "N", 412.3, 2160, 0],
    ["JPM", "JPMorgan Chase & Co.", "Banks - Diversified", "N", 201.15, 2780, 2.6],
    ["BAC", "Bank of America Corporation", "Banks - Diversified", "N", 47.32, 7530, 2.2],
    ["WFC", "Wells Fargo & Company", "Banks - Diversified", "N", 80.12, 3250, 2],
    ["C", "Citigroup Inc.", "Banks - Diversified", "N", 85.12, 1870, 2.6],
    ["GS", "The Goldman Sachs Group, Inc.", "Capital Markets", "N", 707.75, 307, 1.7],
    ["MS", "Morgan Stanley", "Capital Markets", "N", 140.86, 1600, 2.6],
    ["V", "Visa Inc.", "Credit Services", "N", 355.05, 1940, 0.7],
    ["MA", "Mastercard Incorporated", "Credit Services", "N", 561.94, 909, 0.5],
    ["AXP", "American Express Company", "Credit Services", "N", 318.98, 700, 1],
    ["BLK", "BlackRock, Inc.", "Asset Management", "N", 1049.25, 155, 2],
    ["QHBC", "Quiet Harbor Bancorp, Inc.", "Banks - Regional", "O", 38.75, 4, 0],
  ],
  Healthcare: [
    ["UNH", "UnitedHealth Group Incorporated", "Healthcare Plans", "N", 488, 907, 1.8],
    ["JNJ", "Johnson & Johnson", "Drug Manufacturers - General", "N", 152.75, 2410, 3.4],
    ["LLY", "Eli Lilly and Company", "Drug Manufacturers - General", "N", 779.53, 898, 0.8],
    ["MRK", "Merck & Co., Inc.", "Drug Manufacturers - General", "N", 79.16, 2510, 4.1],
    ["PFE", "Pfizer Inc.", "Drug Manufacturers - General", "N", 24.24, 5690, 7.1],
    ["ABBV", "AbbVie Inc.", "Drug Manufacturers - General", "N", 185.62, 1770, 3.5],
    ["ABT", "Abbott Laboratories", "Medical Devices", "N", 136.01, 1740, 1.7],
    ["TMO", "Thermo Fisher Scientific Inc.", "Diagnostics & Research", "N", 405.46, 378, 0.4],
    ["HZNP", "Horizon Therapeutics Public Limited Company", "Biotechnology", "Q", 113.5, 229, 0],
  ],
  Energy: [
    ["XOM", "Exxon Mobil Corporation", "Oil & Gas Integrated", "N", 112.45, 4310, 3.5],
    ["CVX", "Chevron Corporation", "Oil & Gas Integrated", "N", 143.19, 1750, 4.8],
    ["COP", "ConocoPhillips", "Oil & Gas E&P", "N", 89.74, 1260, 3.5],
    ["RRC", "Range Resources Corporation", "Oil & Gas E&P", "N", 40.67, 239, 0.9],
  ],
  Industrials: [
    ["GE", "GE Aerospace", "Aerospace & Defense", "N", 257.39, 1070, 0.6],
    ["BA", "The Boeing Company", "Aerospace & Defense", "N", 209.53, 754, 0],
    ["CAT", "Caterpillar Inc.", "Farm & Heavy Construction Machinery", "N", 388.21, 470, 1.6],
    ["HON", "Honeywell International Inc.", "Conglomerates", "Q", 232.88, 643, 1.9],
    ["UNP", "Union Pacific Corporation", "Railroads", "N", 230.08, 598, 2.3],
  ],
  "Basic Materials": [
    ["LIN", "Linde plc", "Specialty Chemicals", "Q", 469.18, 471, 1.3],
    ["SHW", "The Sherwin-Williams Company", "Specialty Chemicals", "N", 343.36, 251, 0.9],
    ["FCX", "Freeport-McMoRan Inc.", "Copper", "N", 43.35, 1440, 1.4],
  ],
  "Real Estate": [
    ["EQIX", "Equinix, Inc.", "REIT - Specialty", "Q", 790, 98, 2.4],
    ["AMT", "American Tower Corporation", "REIT - Specialty", "N", 221.02, 468, 3.1],
    ["PLD", "Prologis, Inc.", "REIT - Industrial", "N", 105.12, 928, 3.8],
    ["O", "Realty Income Corporation", "REIT - Retail", "N", 57.61, 903, 5.6],
  ],
  Utilities: [
    ["NEE", "NextEra Energy, Inc.", "Utilities - Regulated Electric", "N", 69.42, 2060, 3.3],
    ["DUK", "Duke Energy Corporation", "Utilities - Regulated Electric", "N", 118, 777, 3.5],
    ["SO", "The Southern Company", "Utilities - Regulated Electric", "N", 91.83, 1100, 3.2],
  ],
};

const EXCHANGES = { Q: "NASDAQ", N: "NYSE", O: "OTC" };

/** The eleven sector names of the simulated market, as Yahoo spells them. */
export const SECTORS: readonly string[] = Object.keys(ROWS);

/** Companies the simulated market knows by name, keyed by symbol. */
export const KNOWN_COMPANIES: ReadonlyMap<string, KnownCompany> = new Map(
  Object.entries(ROWS).flatMap(([sector, rows]) =>
    rows.map(([symbol, name, industry, exchange, anchorClose, sharesInMillions, yieldPct]) => [
      symbol,
      {
        name,
        sector,
        industry,
        exchange: EXCHANGES[exchange],
        anchorClose,
        sharesInMillions,
        dividendYield: yieldPct / 100,
      },
    ]),
  ),
);
