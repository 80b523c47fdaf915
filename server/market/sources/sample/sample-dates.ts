/** Where every simulated path begins; no bar is older. */
export const SAMPLE_EPOCH = "2008-01-02";

/** Every path passes exactly through its instrument's anchor close on this session. */
export const SAMPLE_ANCHOR_DATE = "2025-06-30";
