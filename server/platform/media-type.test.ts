import { expect, test } from 'vitest'
import { declaredFits, kindOfName, sniff } from './media-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test('the first bytes tell what a file is', () => {
  expect(sniff(bytes('\x89PNG\r\n\x1a\n....'))).toBe('png')
  expect(sniff(bytes('\xff\xd8\xff\xe0\0\x10JFIF'))).toBe('jpg')
  expect(sniff(bytes('GIF89a'))).toBe('gif')
  expect(sniff(bytes('RIFF\0\0\0\0WEBPVP8 '))).toBe('webp')
  expect(sniff(bytes('RIFF\x24\0\0\0WAVEfmt '))).toBe('wav')
  expect(sniff(bytes('%PDF-1.7'))).toBe('pdf')
  expect(sniff(bytes('PK\x03\x04\x14'))).toBe('zip')
  expect(sniff(bytes('\0\0\0\x18ftypmp42'))).toBe('mp4')
  expect(sniff(bytes('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm'))).toBe('webm')
  expect(sniff(bytes('\x1aE\xdf\xa3\x93B\x82\x88matroska'))).toBeUndefined()
  expect(sniff(bytes('ID3\x04'))).toBe('mp3')
  expect(sniff(bytes('\xff\xfb\x90\x64'))).toBe('mp3')
  expect(sniff(Buffer.from('客户姓名,号码\r\n'))).toBe('text')
  expect(sniff(bytes('\x7fELF\x02\x01'))).toBeUndefined()
  expect(sniff(bytes('MZ\x90\0'))).toBeUndefined()
})

test('names are read by their last ending, whatever the case', () => {
  expect(kindOfName('a.b.JPEG')).toBe('jpg')
  expect(kindOfName('a.jpg.exe')).toBeUndefined()
  expect(kindOfName('jpg')).toBeUndefined()
})

test('a declaration may be silent but not wrong', () => {
  expect(declaredFits(undefined, 'csv')).toBe(true)
  expect(declaredFits('application/octet-stream', 'csv')).toBe(true)
  expect(declaredFits('text/csv; charset=gbk', 'csv')).toBe(true)
  expect(declaredFits('image/png', 'csv')).toBe(false)
})
