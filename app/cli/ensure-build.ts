import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Builds the application unless the build is newer than every source file. For `npm start`, the demo and the tests. */
export function ensureBuild(): void {
  const built = "build/server/server.js";
  const sources = [
    "package-lock.json",
    "vite.config.ts",
    ...readdirSync("app", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  ];
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  process.stderr.write("Đang dựng chương trình, lần đầu mất khoảng nửa phút …\n");
  execFileSync("npm", ["run", "--silent", "build"], {
    stdio: ["ignore", "ignore", "inherit"],
    // Vitest says "test" here, and the bundle would hold React's development version.
    env: { ...process.env, NODE_ENV: "production" },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureBuild();
