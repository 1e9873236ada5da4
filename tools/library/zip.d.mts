/** Maps each entry's name to a function that gives its bytes. */
export function readZip(file: Uint8Array): Map<string, () => Uint8Array>;
