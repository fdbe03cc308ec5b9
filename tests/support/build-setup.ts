export { ensureBuild as default } from "#app/cli/ensure-build.ts";
