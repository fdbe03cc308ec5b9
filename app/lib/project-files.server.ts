import { existsSync } from "node:fs";

/**
 * URL of a file or folder named from the project's root, wherever this code runs: from TypeScript in app/, or
 * bundled in build/server/ and its assets/.
 */
export function findProjectFile(path: string): URL {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    if (existsSync(new URL("package.json", folder)) && existsSync(new URL("drizzle/", folder)))
      return new URL(path, folder);
    if (folder.pathname === "/") throw new Error(`project root not found above ${import.meta.url}`);
  }
}
