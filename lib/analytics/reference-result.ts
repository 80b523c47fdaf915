/** What became of the reference cases of one source. */
export interface SourceResult {
  /** What is verified. */
  readonly title: string;
  /** Who published the values, and under which licence. */
  readonly source: string;
  readonly licence: string;
  readonly cases: number;
  readonly passed: number;
  /** Cases that are not held, with the reason. */
  readonly notHeld: readonly { readonly cases: number; readonly reason: string }[];
}
