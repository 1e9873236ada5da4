/** The zip file with the library's sources. */
export const zipPath: string;
