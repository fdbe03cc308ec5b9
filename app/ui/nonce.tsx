import { createContext, useContext } from "react";

const Nonce = createContext("");

/** entry.server.tsx provides the nonce of the answer; the browser needs none. */
export const NonceProvider = Nonce.Provider;

export function useNonce(): string | undefined {
  return useContext(Nonce) || undefined;
}
