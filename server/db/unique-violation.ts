import { isViolation } from "./constraint-violation.ts";

/** Whether an error is a refused duplicate; of one index where named. */
export const isUniqueViolation = (error: unknown, index?: string): boolean => isViolation(error, "23505", index);
