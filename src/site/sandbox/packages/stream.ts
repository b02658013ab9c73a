import { EventEmitter } from "unenv/node/events";
import streams from "unenv/node/stream";

/**
 * Node's `stream`, which is itself a class of the old kind, as packages extend it: they call it
 * without `new`, or not at all.
 */
function Stream(): void {
  // Listeners are kept from the first one on.
}
Stream.prototype = Object.create(EventEmitter.prototype) as unknown;

export default Object.assign(Stream, streams, { Stream });
