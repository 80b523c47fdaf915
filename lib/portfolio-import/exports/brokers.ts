import { firstNamed, plainHeader, type SourceField } from "./source-fields.ts";

/** A broker's positions export, known by the names of its columns. */
export interface Broker {
  readonly id: string;
  readonly name: string;
  /** A header is this broker's when it has one name of each group. */
  readonly marks: readonly (readonly string[])[];
  /** Names that another kind of the broker's files has. */
  readonly never?: readonly string[];
  /** The columns by their plain names, the preferred one first. */
  readonly columns: Readonly<Partial<Record<SourceField, readonly string[]>>>;
  /** What the first cell of the header and of its rows says, where the file has parts of other columns. */
  readonly part?: RegExp;
}

const schwab: Broker = {
  id: "schwab",
  name: "Schwab",
  marks: [
    ["symbol"],
    ["qtyquantity", "quantity"],
    ["mktvalmarketvalue", "marketvalue", "costbasis"],
    ["assettype", "securitytype"],
    ["qtyquantity", "mktvalmarketvalue", "reinvest", "reinvestdividends", "ofacctofaccount", "ofaccount", "ratings"],
  ],
  columns: {
    Symbol: ["symbol"],
    Quantity: ["qtyquantity", "quantity"],
    "Entry Price Per Share": ["costshare", "costpershare"],
    "Entry Date": ["opendate", "dateacquired"],
    "Total Cost": ["costbasis"],
    "Market Value": ["mktvalmarketvalue", "marketvalue"],
    "Last Price": ["price"],
    "Asset Type": ["assettype", "securitytype"],
    Description: ["description"],
  },
};

const fidelity: Broker = {
  id: "fidelity",
  name: "Fidelity",
  marks: [
    ["symbol"],
    ["quantity"],
    ["currentvalue"],
    ["averagecostbasis", "costbasistotal", "costbasispershare"],
    ["accountnumber", "accountname", "accountnamenumber", "percentofaccount", "lastpricechange"],
  ],
  columns: {
    Symbol: ["symbol"],
    Quantity: ["quantity"],
    "Entry Price Per Share": ["averagecostbasis", "costbasispershare"],
    "Entry Date": ["dateacquired"],
    "Total Cost": ["costbasistotal", "costbasis"],
    "Market Value": ["currentvalue"],
    "Last Price": ["lastprice"],
    Description: ["description"],
    Account: ["accountnumber", "accountnamenumber", "accountname"],
  },
};

const vanguard: Broker = {
  id: "vanguard",
  name: "Vanguard",
  marks: [["investmentname"], ["symbol"], ["shares"], ["shareprice"], ["totalvalue"]],
  never: ["tradedate", "transactiontype"],
  columns: {
    Symbol: ["symbol"],
    Quantity: ["shares"],
    "Total Cost": ["totalcost", "costbasis"],
    "Market Value": ["totalvalue"],
    "Last Price": ["shareprice"],
    Description: ["investmentname"],
    Account: ["accountnumber"],
  },
};

const ibStatement: Broker = {
  id: "ib-statement",
  name: "Interactive Brokers",
  marks: [["assetcategory"], ["symbol"], ["quantity"]],
  part: /^(?:long |short )?open ?positions$/i,
  columns: {
    Symbol: ["symbol"],
    Quantity: ["quantity"],
    "Entry Price Per Share": ["costprice", "costbasisprice"],
    "Entry Date": ["open"],
    "Total Cost": ["costbasis", "costbasismoney"],
    "Market Value": ["value"],
    "Last Price": ["closeprice"],
    Currency: ["currency"],
    "Asset Type": ["assetcategory"],
    Account: ["account"],
  },
};

const ibFlex: Broker = {
  id: "ib-flex",
  name: "Interactive Brokers",
  marks: [["symbol"], ["quantity", "position"], ["costbasisprice", "costbasismoney"], ["assetclass"]],
  columns: {
    Symbol: ["symbol"],
    Quantity: ["quantity", "position"],
    "Entry Price Per Share": ["costbasisprice", "openprice"],
    "Entry Date": ["opendatetime", "holdingperioddatetime"],
    "Total Cost": ["costbasismoney"],
    "Market Value": ["positionvalue"],
    "Last Price": ["markprice"],
    "Underlying Symbol": ["underlyingsymbol"],
    "Strike Price": ["strike"],
    "Expiration Date": ["expiry"],
    "Option Type": ["putcall", "putorcall"],
    Currency: ["currencyprimary", "currency"],
    "Asset Type": ["assetclass"],
    Description: ["description"],
    Account: ["clientaccountid"],
  },
};

const ibPortal: Broker = {
  id: "ib-portal",
  name: "Interactive Brokers",
  marks: [["financialinstrument"], ["position"]],
  columns: {
    Symbol: ["symbol", "financialinstrument"],
    Quantity: ["position"],
    "Entry Price Per Share": ["avgprice", "averageprice", "averagecost", "avgcost"],
    "Total Cost": ["costbasis"],
    "Market Value": ["marketvalue", "mktvalue"],
    "Last Price": ["last", "lastprice", "marketprice"],
    Currency: ["currency"],
  },
};

const etrade: Broker = {
  id: "etrade",
  name: "E*TRADE",
  marks: [["symbol"], ["qty", "quantity"], ["pricepaid"], ["lastprice"], ["value", "marketvalue", "totalgain"]],
  columns: {
    Symbol: ["symbol"],
    Quantity: ["quantity", "qty"],
    "Entry Price Per Share": ["pricepaid"],
    "Entry Date": ["dateacquired"],
    "Total Cost": ["totalcost"],
    "Market Value": ["value", "marketvalue"],
    "Last Price": ["lastprice"],
  },
};

/** The brokers whose exports are recognised. */
export const BROKERS: readonly Broker[] = [ibStatement, ibFlex, ibPortal, fidelity, vanguard, etrade, schwab];

/** The broker whose header this is, and its columns; null for no known one's. */
export function brokerOf(headers: readonly string[]): { broker: Broker; columns: Map<SourceField, number> } | null {
  const names = headers.map(plainHeader);
  const broker = BROKERS.find(({ marks, never = [], part }) => {
    const isPart = part === undefined || (part.test(headers[0] ?? "") && names[1] === "header");
    return isPart && marks.every((group) => firstNamed(names, group) >= 0) && firstNamed(names, never) < 0;
  });
  if (!broker) return null;
  const columns = new Map<SourceField, number>();
  for (const [field, wanted] of Object.entries(broker.columns)) {
    const index = firstNamed(names, wanted);
    if (index >= 0) columns.set(field as SourceField, index);
  }
  return { broker, columns };
}
