import { defineConfig } from "vitest/config";

const database = ["tests/support/database-setup.ts"];
const builtApplication = ["tests/support/build-setup.ts", ...database];

export default defineConfig({
  test: {
    setupFiles: ["tests/support/environment.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.ts", "tests/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "engine",
          include: ["tests/engine/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: { name: "domain", include: ["tests/domain/**/*.test.ts"], globalSetup: database },
      },
      {
        extends: true,
        test: {
          name: "routes",
          include: ["tests/routes/**/*.test.ts"],
          globalSetup: builtApplication,
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["tests/journeys/**/*.test.ts"],
          globalSetup: builtApplication,
          fileParallelism: false,
          testTimeout: 480_000,
        },
      },
      {
        extends: true,
        test: {
          name: "libreoffice",
          include: ["tests/libreoffice/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
