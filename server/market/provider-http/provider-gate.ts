import type { ProviderName } from "../price-source.ts";
import type { ProviderError } from "./provider-error.ts";

/**
 * Says when a provider may be asked. Its quota and its breaker are shared by everybody who asks that provider, so that
 * several workers together stay within the quota and one outage is learnt of once.
 */
export interface ProviderGate {
  /**
   * Resolves when one request may be sent, to the milliseconds waited for it.
   *
   * @throws ProviderError `paused` while the breaker is open, `rate-limited` while a pause the provider demanded is too
   * long to wait out, `quota-spent` when today's requests are used up; the signal's reason when it is aborted; an error
   * of the database where the gate is shared through one.
   */
  enter(provider: ProviderName, signal: AbortSignal): Promise<number>;
  /** The provider answered: its failures in a row end. */
  succeeded(provider: ProviderName): Promise<void>;
  /** It did not, or refused; failures in a row open the breaker, and a demanded pause is kept by everybody. */
  failed(provider: ProviderName, error: ProviderError): Promise<void>;
}
