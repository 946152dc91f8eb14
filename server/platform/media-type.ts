/** The kinds of file the product takes. Anything else is refused, because nobody needs it and somebody would misuse it. */
export type MediaKind = keyof typeof mediaKinds

type MediaEntry = {
  /** What the product itself says the file is. */
  mediaType: string
  extensions: readonly string[]
  /** What browsers and mail programs are known to declare for it, besides `mediaType`. */
  alsoDeclared: readonly string[]
  /** May be shown inside a page: cannot carry script. */
  inline: boolean
}

const kind = (
  mediaType: string,
  extensions: string[],
  options: { alsoDeclared?: string[]; inline?: boolean } = {}
): MediaEntry => ({
  mediaType,
  extensions,
  alsoDeclared: options.alsoDeclared ?? [],
  inline: options.inline ?? false
})

const office = 'application/vnd.openxmlformats-officedocument'

export const mediaKinds = {
  png: kind('image/png', ['png'], { inline: true }),
  jpg: kind('image/jpeg', ['jpg', 'jpeg', 'jfif'], { alsoDeclared: ['image/jpg', 'image/pjpeg'], inline: true }),
  gif: kind('image/gif', ['gif'], { inline: true }),
  webp: kind('image/webp', ['webp'], { inline: true }),
  pdf: kind('application/pdf', ['pdf']),
  zip: kind('application/zip', ['zip'], { alsoDeclared: ['application/x-zip-compressed', 'application/x-zip'] }),
  docx: kind(`${office}.wordprocessingml.document`, ['docx'], { alsoDeclared: ['application/zip'] }),
  xlsx: kind(`${office}.spreadsheetml.sheet`, ['xlsx'], { alsoDeclared: ['application/zip'] }),
  mp3: kind('audio/mpeg', ['mp3'], { alsoDeclared: ['audio/mp3'] }),
  wav: kind('audio/wav', ['wav'], { alsoDeclared: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'] }),
  webm: kind('audio/webm', ['webm', 'weba'], { alsoDeclared: ['video/webm'] }),
  mp4: kind('video/mp4', ['mp4', 'm4v', 'm4a'], { alsoDeclared: ['audio/mp4', 'audio/x-m4a', 'video/x-m4v'] }),
  txt: kind('text/plain', ['txt', 'log']),
  eml: kind('message/rfc822', ['eml'], { alsoDeclared: ['text/plain'] }),
  csv: kind('text/csv', ['csv'], {
    alsoDeclared: ['text/plain', 'application/csv', 'application/vnd.ms-excel', 'text/comma-separated-values']
  }),
  jsonl: kind('application/jsonl', ['jsonl', 'ndjson'], {
    alsoDeclared: ['text/plain', 'application/json', 'application/x-ndjson', 'application/json-lines']
  })
} as const satisfies Record<string, MediaEntry>

/** Kinds that are text and differ only by what their name says. */
const textKinds: readonly MediaKind[] = ['txt', 'eml', 'csv', 'jsonl']

/** What the first bytes of a file (at least 32, fewer only if it is shorter) are; `text` is for the caller to prove over the whole file. */
export function sniff(head: Uint8Array): Exclude<MediaKind, 'docx' | 'xlsx'> | 'text' | undefined {
  const ascii = String.fromCharCode(...head.subarray(0, 32))
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (ascii.startsWith('\xff\xd8\xff')) return 'jpg'
  if (/^GIF8[79]a/.test(ascii)) return 'gif'
  if (/^RIFF[^]{4}WEBP/.test(ascii)) return 'webp'
  if (/^RIFF[^]{4}WAVE/.test(ascii)) return 'wav'
  if (ascii.startsWith('%PDF-')) return 'pdf'
  if (ascii.startsWith('PK\x03\x04') || ascii.startsWith('PK\x05\x06')) return 'zip'
  // EBML, and its document type within the header: a Matroska film is not taken for it.
  if (ascii.startsWith('\x1aE\xdf\xa3') && ascii.includes('webm')) return 'webm'
  if (/^[^]{4}ftyp(isom|iso[2-9]|mp4[12]|avc1|M4[AV] |MSNV|dash)/.test(ascii)) return 'mp4'
  if (ascii.startsWith('ID3') || isMpegAudio(head)) return 'mp3'
  return isText(head) ? 'text' : undefined
}

/** An MPEG audio frame: eleven set bits, then layer III with a real bit rate and sampling rate. */
function isMpegAudio(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head
  return first === 0xff && (second & 0xe6) === 0xe2 && (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c
}

/** No control characters besides line breaks, tabs, form feeds and escapes; any encoding a Chinese office uses passes. */
export function isText(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) return false
    if (byte === 0x7f) return false
  }
  return true
}

export function isTextKind(kind: MediaKind): boolean {
  return textKinds.includes(kind)
}

/** The kind a file name's ending stands for; undefined when it has none of ours. */
export function kindOfName(name: string): MediaKind | undefined {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  return kinds.find((kind) => (mediaKinds[kind].extensions as readonly string[]).includes(extension))
}

/** Whether a declared media type fits a kind. Saying nothing (none, or octet-stream) always fits. */
export function declaredFits(declared: string | undefined, kind: MediaKind): boolean {
  const type = (declared ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === '' || type === 'application/octet-stream') return true
  const entry: MediaEntry = mediaKinds[kind]
  return entry.mediaType === type || entry.alsoDeclared.includes(type)
}

const kinds = Object.keys(mediaKinds) as MediaKind[]
