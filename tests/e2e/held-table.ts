import type { DatabaseClients } from "#server/db/client.ts";

/** Runs `during` while nobody can write into a table: a run that comes to it stays before its first row until then. */
export async function withTableHeld<T>({ sql }: DatabaseClients, table: string, during: () => Promise<T>): Promise<T> {
  const holder = await sql.reserve();
  try {
    await holder`begin`;
    await holder`set local idle_in_transaction_session_timeout = 0`;
    await holder`lock table ${sql(table)} in share mode`;
    return await during();
  } finally {
    await holder`rollback`;
    holder.release();
  }
}
