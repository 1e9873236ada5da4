/** From the bytes of an XML document to its text: byte order marks, the encoding of the declaration. */

export type CharMap = readonly string[];

/** Finds the 256 characters of a single-byte encoding; undefined: there is none of that name. */
export type EncodingLookup = (name: string) => CharMap | undefined;

export class XmlDecoder {
  private kind: "utf-8" | "utf-16le" | "utf-16be" | "map" | null = null;
  private map: CharMap = [];
  private readonly lookup: EncodingLookup;
  private readonly override: string | null;
  /** Bytes that do not make a character yet. */
  private rest = new Uint8Array(0);

  constructor(override: string | null, lookup: EncodingLookup) {
    this.override = override;
    this.lookup = lookup;
  }

  /** Decodes what can be; false in `ok` where bytes are wrong, true in `unknown` for an encoding nobody knows. */
  decode(data: Uint8Array, final: boolean): { text: string; ok: boolean; unknown: boolean } {
    const bytes = new Uint8Array(this.rest.length + data.length);
    bytes.set(this.rest);
    bytes.set(data, this.rest.length);
    this.rest = new Uint8Array(0);
    let start = 0;
    if (this.kind === null) {
      const skipped = this.detect(bytes, final);
      if (skipped === undefined) {
        this.rest = bytes;
        return { text: "", ok: true, unknown: false };
      }
      if (skipped < 0) return { text: "", ok: true, unknown: true };
      start = skipped;
    }
    const body = bytes.subarray(start);
    if (this.kind === "map") return { text: this.mapped(body), ok: true, unknown: false };
    if (this.kind === "utf-8") return { ...this.utf8(body, final), unknown: false };
    return { text: this.utf16(body), ok: true, unknown: false };
  }

  /** Chooses the encoding; gives how many bytes to skip, -1 for an unknown one, undefined when more bytes are needed. */
  private detect(bytes: Uint8Array, final: boolean): number | undefined {
    if (this.override !== null) return this.choose(this.override) ? (hasUtf8Mark(bytes) ? 3 : 0) : -1;
    if (bytes.length < 4 && !final) return undefined;
    const mark = bytes.length >= 2 ? (bytes[0] << 8) | bytes[1] : 0;
    if (mark === 0xfffe || mark === 0xfeff) {
      this.kind = mark === 0xfffe ? "utf-16le" : "utf-16be";
      return 2;
    }
    if (mark === 0x3c00 || mark === 0x003c) {
      this.kind = mark === 0x3c00 ? "utf-16le" : "utf-16be";
      return 0;
    }
    if (hasUtf8Mark(bytes)) {
      this.kind = "utf-8";
      return 3;
    }
    const head = String.fromCharCode(...bytes.subarray(0, 5));
    if (!"<?xml".startsWith(head) && head !== "<?xml") {
      this.kind = "utf-8";
      return 0;
    }
    const shown = String.fromCharCode(...bytes.subarray(0, 1000));
    const end = shown.indexOf("?>");
    if (end < 0 && bytes.length < 1000 && !final) return undefined;
    const found = /\sencoding\s*=\s*(["'])([A-Za-z][-\w.]*)\1/.exec(end < 0 ? shown : shown.slice(0, end));
    if (found === null) this.kind = "utf-8";
    else if (!this.choose(found[2])) return -1;
    return 0;
  }

  private choose(name: string): boolean {
    const lower = name.toLowerCase();
    if (lower === "utf-8") {
      this.kind = "utf-8";
    } else if (lower === "utf-16" || lower === "utf-16le" || lower === "utf-16be") {
      this.kind = lower === "utf-16le" ? "utf-16le" : "utf-16be";
    } else {
      const map =
        lower === "iso-8859-1" || lower === "us-ascii"
          ? Array.from({ length: 256 }, (_, i) => String.fromCharCode(i))
          : this.lookup(name);
      if (map === undefined) return false;
      this.kind = "map";
      this.map = map;
    }
    return true;
  }

  private mapped(bytes: Uint8Array): string {
    let text = "";
    for (let i = 0; i < bytes.length; i++) text += this.map[bytes[i]];
    return text;
  }

  private utf16(bytes: Uint8Array): string {
    const low = this.kind === "utf-16le" ? 0 : 1;
    let text = "";
    let i = 0;
    for (; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i + low] | (bytes[i + 1 - low] << 8));
    this.rest = bytes.slice(i);
    return text;
  }

  private utf8(bytes: Uint8Array, final: boolean): { text: string; ok: boolean } {
    const parts: string[] = [];
    let codes: number[] = [];
    let i = 0;
    let ok = true;
    while (i < bytes.length) {
      const lead = bytes[i];
      const size =
        lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (size === 0 || (size === 4 && lead < 0xf0)) {
        ok = false;
        break;
      }
      if (i + size > bytes.length) {
        if (final) ok = false;
        else this.rest = bytes.slice(i);
        break;
      }
      let code = size === 1 ? lead : lead & (0xff >> (size + 1));
      for (let k = 1; k < size; k++) {
        if ((bytes[i + k] & 0xc0) !== 0x80) ok = false;
        code = (code << 6) | (bytes[i + k] & 0x3f);
      }
      if (!ok || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff || (size === 3 && code < 0x800)) {
        ok = false;
        break;
      }
      codes.push(code);
      i += size;
      if (codes.length === 4096) {
        parts.push(String.fromCodePoint(...codes));
        codes = [];
      }
    }
    parts.push(String.fromCodePoint(...codes));
    return { text: parts.join(""), ok };
  }
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
