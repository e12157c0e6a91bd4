/**
 * `node --import` this: errors name the lines of our own sources. `--enable-source-maps` would read the maps of all packages as
 * well, which are 20 MB in a service's memory and tell nobody anything.
 */
import { setSourceMapsSupport } from 'node:module';

setSourceMapsSupport(true, { nodeModules: false });
