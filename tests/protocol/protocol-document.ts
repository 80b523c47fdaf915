import { readFileSync } from "node:fs";
import { required } from "#lib/assert.ts";

/** docs/protocol.md as it stands. */
export const protocolDocument = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

/** The one program printed in it. */
export function printedClient(): string {
  return required(/```js\n(.*?)```/s.exec(protocolDocument)?.[1], "a client printed in docs/protocol.md");
}

/** The rows of its tables whose first cell begins with this code: their text, cell by cell. */
export function rowsAbout(code: string): string[][] {
  return protocolDocument
    .split("\n")
    .filter((line) => line.startsWith(`| \`${code}`))
    .map((line) => line.split("|").slice(1, -1));
}
