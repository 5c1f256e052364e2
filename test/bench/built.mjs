/** A module of the project as `npm run build` left it. */
export const built = (path) => import(new URL(`../../dist/libs/${path}.js`, import.meta.url).href);
