/**
 * The process in which strangers' pictures are decoded, and where what a hostile one may do stays. Started by confine-child.ts;
 * by hand it has nobody to talk to.
 */
import { report, serveParent } from './serve-parent.js';
import { warmUp } from './warm-up.js';

await warmUp();
serveParent();
report({ ready: true });
