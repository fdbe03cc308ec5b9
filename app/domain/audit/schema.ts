import * as z from "zod/mini";

/** `installation`, or a ward's id. */
export const checkChainInput = z.object({ chain: z.string().check(z.maxLength(40)) });
