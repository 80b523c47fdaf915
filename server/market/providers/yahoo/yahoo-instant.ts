import { z } from "zod";

/** A moment as the library passes it on: a Date where its schemas know one, else Yahoo's seconds or text. */
export const yahooInstant = z.union([
  z.date(),
  z.number().transform((seconds) => new Date(seconds * 1000)),
  z.iso.date().transform((text) => new Date(text)),
  z.iso.datetime().transform((text) => new Date(text)),
]);

/** The UTC date of a moment; Yahoo gives dates without a time as midnight UTC. */
export const utcDate = (instant: Date) => instant.toISOString().slice(0, 10);
