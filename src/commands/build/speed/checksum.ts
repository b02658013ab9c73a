/** A number that shows damage of bytes. Loading `node:zlib` for its own takes longer than this. */
export function sumUp(bytes: Uint8Array): number {
  const whole = bytes.length & ~3;
  // Words have to be aligned.
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const words = new Uint32Array(buffer, byteOffset, whole / 4);
  let sum = bytes.length;
  for (let at = 0; at < whole / 4; at++) {
    sum = Math.imul(sum, 31) + (words[at] ?? 0);
  }
  for (let at = whole; at < bytes.length; at++) {
    sum = Math.imul(sum, 31) + (bytes[at] ?? 0);
  }
  return sum >>> 0;
}
