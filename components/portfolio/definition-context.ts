/** What a number rests on beside its definition; ISO date, count of observations. */
export interface DefinitionContext {
  readonly asOf?: string | null | undefined;
  readonly n?: string | null | undefined;
  readonly runId?: string | null | undefined;
}
