import type { Answer } from "./agreement.ts";
import type { ReferenceCase, ReferenceFile } from "./reference-file.ts";

/** A file of reference cases and what of ours is held to it. */
export interface ReferenceSource {
  /** Name of the file, without its extension. */
  readonly file: string;
  /** What is verified, for the reader of the table. */
  readonly title: string;
  /** The case's function → our answer, in the source's conventions. */
  readonly answers: Readonly<Record<string, (entry: ReferenceCase, file: ReferenceFile) => Answer>>;
  /** Cases that are not held, by id, each with its reason. */
  readonly notHeld: Readonly<Record<string, string>>;
}
