import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPortfolioFile } from "#tests/fixtures/portfolio-file.ts";
import { COLUMNS, type PositionColumn } from "./columns.ts";
import type { ImportedPosition } from "./imported-position.ts";
import { SUBTYPES } from "./investment-class.ts";
import { formatOccSymbol } from "./occ-symbol.ts";
import { parsePositions } from "./positions-csv.ts";

const today = "2026-06-30";

const isoDates = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

const decimalOf = (millionths: number) => {
  const text = String(millionths).padStart(7, "0");
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, "");
};
const amounts = fc.integer({ min: 1, max: 999_999_999_999 }).map(decimalOf);
const signed = fc.tuple(fc.boolean(), amounts).map(([short, amount]) => (short ? `-${amount}` : amount));

type Position = Omit<ImportedPosition, "row">;

const facts = fc.record({
  quantity: signed,
  entryPrice: amounts,
  entryDate: isoDates("1990-01-02", "2020-12-31"),
  exit: fc.option(fc.record({ exitDate: isoDates("2021-01-01", today), exitPrice: amounts })),
});

const withExit = ({
  exit,
  ...rest
}: {
  exit: { exitDate: string; exitPrice: string } | null;
  quantity: string;
  entryPrice: string;
  entryDate: string;
}) => ({
  ...rest,
  exitDate: exit?.exitDate ?? null,
  exitPrice: exit?.exitPrice ?? null,
});

const holdings: fc.Arbitrary<Position> = fc
  .tuple(
    facts,
    fc.stringMatching(/^[A-Z][A-Z0-9._-]{0,7}$/),
    fc.constantFrom("PUBLIC" as const, "PRIVATE" as const),
    fc.nat(),
  )
  .map(([fact, symbol, investmentClass, pick]) => {
    const subtypes = SUBTYPES[investmentClass];
    const none = { underlyingSymbol: null, strikePrice: null, expirationDate: null, optionType: null };
    return {
      symbol,
      ...withExit(fact),
      investmentClass,
      investmentSubtype: subtypes[pick % subtypes.length]!,
      ...none,
    };
  });

const options: fc.Arbitrary<Position> = fc
  .tuple(
    facts,
    fc.stringMatching(/^[A-Z]{1,5}$/),
    fc.constantFrom("CALL" as const, "PUT" as const),
    isoDates("2022-01-01", "2099-12-31"),
    fc.integer({ min: 1, max: 99_999_999 }),
  )
  .map(([fact, root, type, expiration, thousandths]) => {
    const strike = decimalOf(thousandths * 1000);
    const symbol = formatOccSymbol({ root, expiration, type, strike });
    const contract = { underlyingSymbol: root, strikePrice: strike, expirationDate: expiration, optionType: type };
    return { symbol, ...withExit(fact), investmentClass: "OPTIONS", investmentSubtype: type, ...contract };
  });

interface Dialect {
  delimiter: string;
  newline: string;
  mark: string;
  quoteAll: boolean;
  amounts: "plain" | "grouped" | "dollars" | "parentheses";
  usDates: boolean;
  lowerCase: boolean;
  padding: string;
  /** Blank, comment and empty-cell lines put before each row. */
  between: string[];
  order: PositionColumn[];
}

const dialects: fc.Arbitrary<Dialect> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  mark: fc.constantFrom("", "\uFEFF"),
  quoteAll: fc.boolean(),
  amounts: fc.constantFrom("plain", "grouped", "dollars", "parentheses"),
  usDates: fc.boolean(),
  lowerCase: fc.boolean(),
  padding: fc.constantFrom("", " ", "  "),
  between: fc.subarray(["", "   ", '# a "comment", with, commas']),
  order: fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
});

function writeAmount(value: string, style: Dialect["amounts"]): string {
  const [whole = "", fraction] = value.replace("-", "").split(".");
  const grouped = style === "plain" ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  const dollar = style === "dollars" ? "$" : "";
  const amount = `${dollar}${grouped}${fraction ? `.${fraction}` : ""}`;
  if (!value.startsWith("-")) return amount;
  return style === "parentheses" ? `(${amount})` : `-${amount}`;
}

function writeDate(value: string, usDates: boolean): string {
  const [year, month, day] = value.split("-").map(Number);
  return usDates ? `${month}/${day}/${year}` : value;
}

function cellsOf(position: Position, dialect: Dialect): Record<PositionColumn, string> {
  const amount = (value: string | null) => (value === null ? "" : writeAmount(value, dialect.amounts));
  const date = (value: string | null) => (value === null ? "" : writeDate(value, dialect.usDates));
  return {
    Symbol: position.symbol,
    Quantity: amount(position.quantity),
    "Entry Price Per Share": amount(position.entryPrice),
    "Entry Date": date(position.entryDate),
    "Investment Class": position.investmentClass,
    "Investment Subtype": position.investmentSubtype,
    "Underlying Symbol": position.underlyingSymbol ?? "",
    "Strike Price": amount(position.strikePrice),
    "Expiration Date": date(position.expirationDate),
    "Option Type": position.optionType ?? "",
    "Exit Date": date(position.exitDate),
    "Exit Price Per Share": amount(position.exitPrice),
  };
}

function serialize(positions: Position[], dialect: Dialect): string {
  const { delimiter, newline, padding, order, quoteAll } = dialect;
  const quote = (text: string) => (quoteAll || text.includes(delimiter) ? `"${text}"` : text);
  const cell = (text: string) => `${padding}${quote(dialect.lowerCase ? text.toLowerCase() : text)}${padding}`;
  const line = (texts: string[]) => texts.map(cell).join(delimiter);
  const rows = positions.map((position) => cellsOf(position, dialect));
  const written = [
    line([...order]),
    ...rows.flatMap((cells) => [...dialect.between, line(order.map((column) => cells[column]))]),
  ];
  return `${dialect.mark}${written.join(newline)}${newline}`;
}

describe("parsePositions", () => {
  test("what is written in any accepted dialect is read back exactly, at its physical line", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(holdings, options), { minLength: 1, maxLength: 8 }),
        dialects,
        (positions, dialect) => {
          const text = serialize(positions, dialect);
          const stride = dialect.between.length + 1;
          const expected = positions.map((position, index) => ({ row: 1 + stride * (index + 1), ...position }));
          for (const input of [text, new TextEncoder().encode(text)]) {
            // Of numbers like 1.234 alone nothing between semicolons tells which they are.
            const decimalMark = dialect.delimiter === ";" ? "." : null;
            const { positions: read, problems } = parsePositions(input, { today, decimalMark, acceptDuplicates: true });
            expect(problems).toEqual([]);
            expect(read).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  const linesOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).split(/\r\n|\r|\n/).length;

  function expectSound(bytes: Uint8Array) {
    const { positions, problems, rows, skipped } = parsePositions(bytes, { today });
    const lines = linesOf(bytes);
    const named = [...problems, ...rows, ...skipped].flatMap(({ row }) => row ?? []);
    expect(named.every((row) => Number.isInteger(row) && row >= 1 && row <= lines)).toBe(true);
    expect(problems.length > 0).toBe(positions.length === 0);
    expect(positions.length === 0 || positions.length === rows.length).toBe(true);
  }

  test("random bytes never make it throw, and every row it names exists", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), expectSound), { numRuns: 500 });
  });

  test("nor do the pieces of a CSV in any order, after a good header", () => {
    const pieces = fc.constantFrom(
      '"',
      ",",
      ";",
      "\t",
      "\n",
      "\r\n",
      "\r",
      "#",
      " ",
      "AAPL",
      "1,500",
      "$",
      "(2)",
      "Total",
      "2025-01-02",
      "é",
      "sep=,",
      "SPY260116C00500000",
    );
    const header = fc.constantFrom(
      "",
      "Symbol,Quantity,Entry Price Per Share,Entry Date\n",
      '"symbol";quantity;"Entry\nDate"\r\n',
    );
    const files = fc
      .tuple(header, fc.array(pieces, { maxLength: 60 }))
      .map(([first, rest]) => new TextEncoder().encode(first + rest.join("")));
    fc.assert(fc.property(files, expectSound), { numRuns: 1000 });
  });

  test("nor does a good file with some of its bytes changed", () => {
    const good = readPortfolioFile("long-short-options");
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    const damaged = changes.map((edits) =>
      edits.reduce((bytes, [at, byte]) => bytes.with(at, byte), Uint8Array.from(good)),
    );
    fc.assert(fc.property(damaged, expectSound), { numRuns: 500 });
  });
});
