import { COLUMNS, type PositionColumn } from "../columns.ts";

/** What a broker's file tells beside the twelve columns, and from which some of them follow. */
export const HELPER_FIELDS = [
  "Total Cost",
  "Market Value",
  "Last Price",
  "Currency",
  "Asset Type",
  "Description",
  "Account",
] as const;

/** What a column of a file can be taken as. */
export const SOURCE_FIELDS = [...COLUMNS, ...HELPER_FIELDS] as const;

export type SourceField = PositionColumn | (typeof HELPER_FIELDS)[number];

/** A header cell by its letters and digits alone: "Qty (Quantity)" → "qtyquantity", "Price Paid $" → "pricepaid". */
export function plainHeader(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** What a column may be called that means a field, the surest first. */
const NAMES: Readonly<Record<SourceField, readonly string[]>> = {
  Symbol: ["symbol", "ticker", "tickersymbol", "symbolcusip", "instrument", "security", "stock"],
  Quantity: [
    ...["quantity", "qty", "shares", "units", "position", "contracts", "numberofshares", "noofshares", "size"],
    ...["sharesheld", "unitsheld", "quantityheld", "sharesowned", "unitsowned", "numberofunits"],
  ],
  "Entry Price Per Share": [
    ...["entrypricepershare", "entryprice", "purchaseprice", "buyprice", "pricepaid", "costpershare", "costshare"],
    ...["unitcost", "averagecost", "avgcost", "averagecostbasis", "averageprice", "avgprice", "costprice", "openprice"],
    ...["purchasepricepershare", "averagecostpershare", "avgcostpershare", "avgcostshare", "averagepurchaseprice"],
    ...["costbasispershare", "pricepershare", "boughtat", "tradeprice", "price"],
  ],
  "Entry Date": [
    ...["entrydate", "purchasedate", "dateacquired", "acquired", "acquisitiondate", "datepurchased", "buydate"],
    ...["boughton", "datebought", "bought", "purchasedon", "dateofpurchase", "acquiredon", "dateofacquisition"],
    ...["opendate", "dateopened", "opened", "tradedate", "date"],
  ],
  "Investment Class": ["investmentclass"],
  "Investment Subtype": ["investmentsubtype"],
  "Underlying Symbol": ["underlyingsymbol", "underlying"],
  "Strike Price": ["strikeprice", "strike"],
  "Expiration Date": ["expirationdate", "expiration", "expiry", "expirydate"],
  "Option Type": ["optiontype", "putcall", "callput", "putorcall", "right"],
  "Exit Date": ["exitdate", "selldate", "saledate", "datesold", "soldon", "closedate", "dateclosed"],
  "Exit Price Per Share": ["exitpricepershare", "exitprice", "sellprice", "saleprice", "pricesold", "soldat"],
  "Total Cost": ["totalcost", "costbasis", "costbasistotal", "totalcostbasis", "bookvalue", "bookcost", "cost"],
  "Market Value": ["marketvalue", "currentvalue", "totalvalue", "value"],
  "Last Price": ["lastprice", "currentprice", "marketprice", "closeprice", "markprice", "shareprice"],
  Currency: ["currency", "currencyprimary", "ccy"],
  "Asset Type": ["assettype", "assetclass", "assetcategory", "securitytype"],
  Description: ["description", "name", "investmentname", "securityname", "company"],
  Account: ["accountnumber", "account", "accountname", "accountid"],
};

/** The columns of a file by what their names mean; of two that mean the same the surer one, then the first. */
export function fieldsByName(headers: readonly string[]): Map<SourceField, number> {
  const names = headers.map(plainHeader);
  const fields = new Map<SourceField, number>();
  for (const field of SOURCE_FIELDS) {
    const index = firstNamed(names, NAMES[field]);
    if (index >= 0) fields.set(field, index);
  }
  return fields;
}

/** The place of the first of the wanted names that is there; −1 without any. */
export function firstNamed(names: readonly string[], wanted: readonly string[]): number {
  for (const name of wanted) {
    const index = names.indexOf(name);
    if (index >= 0) return index;
  }
  return -1;
}
