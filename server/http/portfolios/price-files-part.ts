import { z } from "@hono/zod-openapi";
import type { CheckedPriceFile, CheckedPriceFiles, OfferedPriceFile } from "#lib/price-files/check-price-files.ts";
import type { PriceFileProblem } from "#lib/price-files/price-file-problem.ts";
import type { ProblemDetail } from "../problem.ts";
import { isoDate } from "../route-kit.ts";
import { checkPriceFilesAside } from "./check-price-files-aside.ts";

type Part = File | string;

/** The repeated part `prices` of a form; left open here, since what is wrong with a file is told by its own rules. */
export const pricesPart = z
  .custom<Part | readonly Part[]>()
  .optional()
  .openapi({
    type: "array",
    items: { type: "string", format: "binary" },
    description:
      "Up to 20 CSV files of prices, 10 MB each and 20 MB together; actions.csv among them is a table of splits and dividends",
  });

export type PricesPart = z.infer<typeof pricesPart>;

/** What is told of a price file. */
export const priceFileSchema = z
  .object({
    name: z.string(),
    kind: z.enum(["prices", "actions"]),
    symbols: z.array(z.string()).readonly().openapi({ description: "With at least one price, or action" }),
    from: isoDate.nullable(),
    to: isoDate.nullable(),
    bytes: z.number().int(),
    rejected: z.number().int().openapi({ description: "Cells that are no price, which are left out" }),
  })
  .openapi("PriceFile");

/** A checked file as it is told of. */
export function priceFileAnswer({ name, summary }: Pick<CheckedPriceFile, "name" | "summary">) {
  return { name, ...summary };
}

/** The files sent; a file input left empty sends one without name and content. */
export async function filesOf(part: PricesPart): Promise<OfferedPriceFile[]> {
  const parts: readonly (Part | undefined)[] = Array.isArray(part) ? part : [part];
  const files = parts.filter((sent) => sent instanceof File).filter(({ name, size }) => name !== "" || size > 0);
  return Promise.all(
    files.map(async (file) => ({ name: plainName(file.name), content: new Uint8Array(await file.arrayBuffer()) })),
  );
}

/** Without a folder, and on one line. */
function plainName(name: string): string {
  const [last = ""] = name.split(/[/\\]/).slice(-1);
  return last
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim();
}

const NONE: CheckedPriceFiles = { files: [], problems: [] };

/** What is in the files sent, and every problem they have. */
export async function readPriceFiles(offered: readonly OfferedPriceFile[]): Promise<CheckedPriceFiles> {
  return offered.length > 0 ? checkPriceFilesAside(offered) : NONE;
}

/** Price files' problems as the API tells them. */
export function priceProblemDetails(problems: readonly PriceFileProblem[]): ProblemDetail[] {
  return problems.map((problem) => ({ field: "prices", ...problem }));
}
