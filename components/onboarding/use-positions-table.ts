import { useEffect, useMemo, useState } from "react";
import { type ReadTable, readTable, type TableTask } from "./read-table.ts";
import { readTableAside } from "./read-table-aside.ts";

/** Read within a frame or two; what is larger is read aside. */
const SMALL_BYTES = 48 * 1024;

/** The rows of a file; null while a large one is being read, and without a task. `task` must be the same object for the same file. */
export function usePositionsTable(task: TableTask | null): ReadTable | null {
  const isSmall = task !== null && task.bytes.length <= SMALL_BYTES;
  const direct = useMemo(() => (task !== null && isSmall ? readTable(task) : null), [task, isSmall]);
  const [aside, setAside] = useState<{ readonly of: TableTask; readonly read: ReadTable } | null>(null);
  useEffect(() => {
    if (task === null || isSmall) return;
    let isWanted = true;
    const ask = async () => {
      const read = await readTableAside(task);
      if (isWanted) setAside({ of: task, read });
    };
    void ask();
    return () => {
      isWanted = false;
    };
  }, [task, isSmall]);
  return direct ?? (aside !== null && aside.of === task ? aside.read : null);
}
