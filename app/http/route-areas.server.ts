import type { ServerBuild } from "@remix-run/node";

/**
 * Splits a build by the first segment of its paths. For every request Remix sorts and compiles all the routes that it
 * has, twice, and once more to render a page: with a hundred of them that is a good part of what an answer costs.
 * The browser is not concerned: it loads the list of all routes from its own file.
 * @returns the build whose routes can match a path; the same object for the same area
 */
export function splitByArea(build: ServerBuild): (pathname: string) => ServerBuild {
  const topLevel = Object.values(build.routes).filter((route) => route?.parentId === "root");
  const names = topLevel.map((route) => firstSegment(route?.path));
  const areas = new Map([...new Set(names)].map((name) => [name, takeArea(build, name)]));
  // Routes without a name of their own (the first page, what catches the rest) are in every area.
  const rest = takeArea(build, null);
  return (pathname) => areas.get(firstSegment(pathname.slice(1).replace(/\.data$/, ""))) ?? rest;
}

/** Null for a path that begins with no fixed word: an index, a parameter, whatever is left. */
function firstSegment(path: string | undefined): string | null {
  const segment = path?.split("/")[0]?.toLowerCase() ?? "";
  return segment === "" || /^[:*]|\?$/.test(segment) ? null : segment;
}

function takeArea(build: ServerBuild, name: string | null): ServerBuild {
  const belongs = (id: string): boolean => {
    const route = build.routes[id];
    if (route?.parentId === undefined) return true;
    if (route.parentId !== "root") return belongs(route.parentId);
    const segment = firstSegment(route.path);
    return segment === null || segment === name;
  };
  const pick = <T>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => belongs(id)));
  return {
    ...build,
    routes: pick(build.routes),
    assets: { ...build.assets, routes: pick(build.assets.routes) },
  };
}
