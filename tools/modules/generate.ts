/** `npm run regen` finds the generator of the module registry here; the build runs it as plain JavaScript. */
import "../modules.mjs";
