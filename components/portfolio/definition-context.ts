/** What a number rests on beside its definition; ISO date, count of observations, how much of the portfolio, in words. */
export interface DefinitionContext {
  readonly asOf?: string | null | undefined;
  readonly n?: string | null | undefined;
  readonly coverage?: string | null | undefined;
  readonly runId?: string | null | undefined;
}
