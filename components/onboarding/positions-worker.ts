import { readTable, type TableTask } from "./read-table.ts";

// Only ever started by `readTableAside`, which asks for one file after the other.
addEventListener("message", ({ data }: MessageEvent<TableTask>) => postMessage(readTable(data)));
