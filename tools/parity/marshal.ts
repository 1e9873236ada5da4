/**
 * Marshal streams in a comparable form: references replaced by what they refer to, set items sorted.
 *
 * CPython flags an object for references when its reference count is above one, and writes a set's items in the order of
 * their streams, flags included: both depend on what else is alive. What is left is determined by the source alone.
 */

/**
 * Whether a text that is no simple name is interned depends on the process: a class's qualified name is the interned object
 * unless the running CPython already had another one of that text.
 */
function uninterned(type: string, stream: Uint8Array, body: Uint8Array): Uint8Array {
  const text = body.subarray(type === "Z" ? 1 : 4);
  if (text.length <= 2 || text.every((byte) => /\w/.test(String.fromCharCode(byte)))) return stream;
  return Buffer.concat([Buffer.from(type === "t" ? "u" : type.toLowerCase()), stream.subarray(1)]);
}

/** The stream of one object without references. */
export function stripRefs(data: Uint8Array): Uint8Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const refs: Uint8Array[] = [];
  let at = 0;
  const raw = (size: number): Uint8Array => data.subarray(at, (at += size));
  const objects = (head: Uint8Array, count: number): Uint8Array => {
    const parts = [head];
    for (let i = 0; i < count; i++) parts.push(object());
    return Buffer.concat(parts);
  };
  const contents = (type: string, head: Uint8Array): Uint8Array => {
    switch (type) {
      case "i":
        return Buffer.concat([head, raw(4)]);
      case "g":
        return Buffer.concat([head, raw(8)]);
      case "y":
        return Buffer.concat([head, raw(16)]);
      case "l":
        return Buffer.concat([head, raw(4 + 2 * Math.abs(view.getInt32(at, true)))]);
      case "z":
      case "Z":
        return Buffer.concat([head, raw(1 + data[at])]);
      case "s":
      case "t":
      case "u":
      case "a":
      case "A":
        return Buffer.concat([head, raw(4 + view.getInt32(at, true))]);
      case ")":
        return objects(Buffer.concat([head, raw(1)]), data[at - 1]);
      case "(":
        return objects(Buffer.concat([head, raw(4)]), view.getInt32(at - 4, true));
      case ":":
        return objects(head, 3);
      case ">": {
        const count = Buffer.concat([head, raw(4)]);
        const items = Array.from({ length: view.getInt32(at - 4, true) }, object);
        return Buffer.concat([count, ...items.sort(Buffer.compare)]);
      }
      case "c": {
        const start = Buffer.concat([head, raw(20)]);
        const first = objects(start, 8);
        return objects(Buffer.concat([first, raw(4)]), 2);
      }
      default:
        return head;
    }
  };
  const object = (): Uint8Array => {
    const byte = data[at++];
    const type = String.fromCharCode(byte & 0x7f);
    if (type === "r") {
      at += 4;
      return refs[view.getInt32(at - 4, true)];
    }
    const index = (byte & 0x80) !== 0 ? refs.push(new Uint8Array()) - 1 : -1;
    const start = at;
    let stream = contents(type, Uint8Array.of(byte & 0x7f));
    if ("ZAt".includes(type)) stream = uninterned(type, stream, data.subarray(start, at));
    if (index >= 0) refs[index] = stream;
    return stream;
  };
  return object();
}
