/** When a question was sent and its answer received, in ms of the viewer's clock. */
export interface RoundTrip {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/**
 * The server's clock as a viewer measures it. An answer bounds it from both sides, by the time its round trip took, and
 * is taken to have been written half-way (RFC 5905, section 8); a message that nobody asked for bounds it from below.
 */
export class ServerClock {
  #offsetMs: number | null = null;
  #bestTripMs = Number.POSITIVE_INFINITY;

  /** Server's clock less the viewer's, in ms, off by at most half the shortest round trip; null until it is known. */
  offsetMs(): number | null {
    return this.#offsetMs;
  }

  /** Takes in an answer that the server wrote at `at`, in ms of its clock. */
  hearAnswer(at: number, { sentAt, receivedAt }: RoundTrip): void {
    const tripMs = receivedAt - sentAt;
    const [least, most] = [at - receivedAt, at - sentAt];
    const known = this.#offsetMs;
    const within = known === null ? null : Math.min(Math.max(known, least), most);
    // Further off than it can be: one of the two clocks has been set.
    const isUnknown = known === null || within === null || Math.abs(within - known) > this.#bestTripMs / 2;
    if (isUnknown || tripMs <= this.#bestTripMs) {
      this.#offsetMs = (least + most) / 2;
      this.#bestTripMs = tripMs;
    } else this.#offsetMs = within;
  }

  /** Takes in a message that the server wrote at `at` and tells how old it was when it came; null where that is unknown. */
  hearMessage(at: number, receivedAt: number): number | null {
    if (this.#offsetMs === null) return null;
    this.#offsetMs = Math.max(this.#offsetMs, at - receivedAt);
    return receivedAt + this.#offsetMs - at;
  }
}
