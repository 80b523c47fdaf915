import { isViolation } from "./constraint-violation.ts";

/** Whether an error is a refused row whose referenced one is not there; of one foreign key where named. */
export const isForeignKeyViolation = (error: unknown, key?: string): boolean => isViolation(error, "23503", key);
