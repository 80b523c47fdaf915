import { z } from "zod";

/** A figure that Yahoo may leave out, or give as text ("Infinity"); null where it is no finite number. */
export const yahooFigure = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "number" && Number.isFinite(value) ? value : null));

/** A text that may be left out; null where it is empty. */
export const yahooText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === "string" && value.trim() !== "" ? value.trim() : null));

/** A part of an answer that Yahoo may leave out, as what a company has and a fund has not; then so is all that is in it. */
export function yahooPart<Shape extends z.ZodRawShape>(shape: Shape) {
  const part = z.object(shape);
  return part.nullish().transform((found) => found ?? part.parse({}));
}
