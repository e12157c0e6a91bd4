/** The package as the browser gets it: a file beside ours. */
export { thumbHashToRGBA } from 'thumbhash';
