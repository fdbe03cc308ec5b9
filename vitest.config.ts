import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    passWithNoTests: false,
    setupFiles: ["tests/support/environment.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/domain/**/*.test.ts"],
          globalSetup: ["tests/support/database-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "application",
          include: ["tests/routes/**/*.test.ts", "tests/journeys/**/*.test.ts"],
          globalSetup: ["tests/support/build-setup.ts", "tests/support/database-setup.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
