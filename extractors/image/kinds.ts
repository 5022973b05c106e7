/** How image files that can be documents begin: PNG, JPEG, TIFF (both byte orders, and BigTIFF), WebP. */
const BEGINNINGS: readonly RegExp[] = [/^\x89PNG\r\n\x1a\n/, /^\xff\xd8\xff/, /^II[*+]\0/, /^MM\0[*+]/, /^RIFF[^]{4}WEBP/];

/** Whether bytes are an image file whose pictures are pages, by its beginning. */
export function isImageFile(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return BEGINNINGS.some((beginning) => beginning.test(head));
}
