import { DrizzleQueryError, getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { arrayLiteral } from "./array-literal.ts";
import type { Database, Transaction } from "./client.ts";

const ROWS_PER_STATEMENT = 10_000;

/** A row to store: as drizzle takes it, and numbers also where it wants the text of a `numeric`. */
export type BulkRow<Table extends PgTable> = {
  readonly [Key in keyof Table["$inferInsert"]]: Key extends keyof Table["_"]["columns"]
    ? Table["_"]["columns"][Key]["_"]["columnType"] extends "PgNumeric"
      ? Table["$inferInsert"][Key] | number
      : Table["$inferInsert"][Key]
    : never;
};

export interface BulkUpsertOptions {
  /** What happens to a stored row of the same primary key: overwritten in the given columns, or left as it is. */
  onConflict: "replace" | "ignore";
}

interface Shape {
  /** Property of a row → column, for the columns that any row gives. */
  readonly columns: readonly (readonly [property: string, column: PgColumn])[];
  /** Names of the primary key's columns. */
  readonly key: readonly string[];
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Stores many rows set-based, 10,000 a statement and in the order of their primary key, so that concurrent writers
 * never deadlock. A column that no row gives takes its default; one that only some rows give is null in the others.
 *
 * @throws TypeError for NaN and infinite numbers; BulkWriteError where the database refuses, as for two rows of the
 *   same key under "replace".
 */
export async function bulkUpsert<Table extends PgTable>(
  tx: Transaction | Database,
  table: Table,
  rows: readonly BulkRow<Table>[],
  { onConflict }: BulkUpsertOptions,
): Promise<void> {
  if (rows.length === 0) return;
  const shape = shapeOf(table, rows);
  const sorted = inKeyOrder(shape, rows);
  for (let start = 0; start < sorted.length; start += ROWS_PER_STATEMENT) {
    const rowsHere = sorted.slice(start, start + ROWS_PER_STATEMENT);
    await tx.execute(statement(table, shape, rowsHere, onConflict)).catch(withoutParameters(table, rowsHere.length));
  }
}

/** The database refused a bulk write; `code` is its SQLSTATE or the driver's, `cause` the driver's error. */
class BulkWriteError extends Error {
  readonly code: string;

  constructor(table: string, rows: number, cause: unknown) {
    super(`${rows} rows of ${table} were not stored: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = "BulkWriteError";
    this.code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  }
}

/** drizzle's own error has every parameter in its message, megabytes of them here. */
function withoutParameters(table: PgTable, rows: number): (error: unknown) => never {
  return (error) => {
    throw new BulkWriteError(getTableName(table), rows, error instanceof DrizzleQueryError ? error.cause : error);
  };
}

function shapeOf(table: PgTable, rows: readonly Row[]): Shape {
  const config = getTableConfig(table);
  const key = (config.primaryKeys[0]?.columns ?? config.columns.filter((column) => column.primary)).map(
    (column) => column.name,
  );
  if (key.length === 0) throw new TypeError(`table ${config.name} has no primary key`);
  const given = new Set(rows.flatMap((row) => Object.keys(row).filter((property) => row[property] !== undefined)));
  const columns = Object.entries<PgColumn>(getTableColumns(table)).filter(([property]) => given.has(property));
  return { columns, key };
}

function inKeyOrder(shape: Shape, rows: readonly Row[]): readonly Row[] {
  const keys = shape.columns.filter(([, column]) => shape.key.includes(column.name)).map(([property]) => property);
  return rows.toSorted((a, b) => {
    for (const key of keys) {
      const order = compare(a[key], b[key]);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : Number(left > right);
}

function statement(table: PgTable, shape: Shape, rows: readonly Row[], onConflict: "replace" | "ignore"): SQL {
  const names = shape.columns.map(([, column]) => sql.identifier(column.name));
  const arrays = shape.columns.map(([property, column]) => columnArray(property, column, rows));
  const conflict = sql.join(
    shape.key.map((name) => sql.identifier(name)),
    sql`, `,
  );
  return sql`insert into ${table} (${sql.join(names, sql`, `)})
    select * from unnest(${sql.join(arrays, sql`, `)})
    on conflict (${conflict}) do ${resolution(shape, table, onConflict)}`;
}

function columnArray(property: string, column: PgColumn, rows: readonly Row[]): SQL {
  const values = rows.map((row) => encode(column, row[property]));
  return sql`${arrayLiteral(values)}::${sql.raw(column.getSQLType())}[]`;
}

/** Numbers pass as they are, so that NaN is refused in `numeric` too; the rest is the column's own encoding. */
function encode(column: PgColumn, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === "number") return value;
  return column.mapToDriverValue(value);
}

/** A row that would not change is left alone: recomputing what is stored then writes nothing. */
function resolution(shape: Shape, table: PgTable, onConflict: "replace" | "ignore"): SQL {
  const others = shape.columns.filter(([, column]) => !shape.key.includes(column.name));
  if (onConflict === "ignore" || others.length === 0) return sql`nothing`;
  const list = (of: (name: SQL) => SQL) =>
    sql.join(
      others.map(([, { name }]) => of(sql`${sql.identifier(name)}`)),
      sql`, `,
    );
  return sql`update set ${list((name) => sql`${name} = excluded.${name}`)}
    where (${list((name) => sql`${table}.${name}`)}) is distinct from (${list((name) => sql`excluded.${name}`)})`;
}
