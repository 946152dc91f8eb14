import { expect, test } from 'vitest'
import { downloadHead, readRange } from './files-download.ts'

const photo = { id: 'a'.repeat(64), name: '现场 "照片".jpg', kind: 'jpg' as const, bytes: 1000 }

test('a download is never opened by the browser and keeps its Chinese name', () => {
  const { status, headers } = downloadHead({ ...photo, name: '说明.pdf', kind: 'pdf' }, { inline: true })
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe(`attachment; filename="__.pdf"; filename*=UTF-8''%E8%AF%B4%E6%98%8E.pdf`)
  expect(headers['x-content-type-options']).toBe('nosniff')
})

test('only a safe image may be shown in a page, and only when asked', () => {
  expect(downloadHead(photo).headers['content-disposition']).toMatch(/^attachment/)
  expect(downloadHead(photo, { inline: true }).headers['content-disposition']).toMatch(/^inline/)
  expect(downloadHead(photo).headers['content-disposition']).not.toMatch(/[^\x20-\x7e]|""/)
})

test('part of a recording can be asked for', () => {
  expect(readRange('bytes=0-99', 1000)).toEqual({ start: 0, end: 99 })
  expect(readRange('bytes=900-', 1000)).toEqual({ start: 900, end: 999 })
  expect(readRange('bytes=-100', 1000)).toEqual({ start: 900, end: 999 })
  expect(readRange('bytes=900-5000', 1000)).toEqual({ start: 900, end: 999 })
  expect(readRange('bytes=1000-', 1000)).toBe('unsatisfiable')
  expect(readRange('bytes=-0', 1000)).toBe('unsatisfiable')
  for (const header of [undefined, '', 'bytes=-', 'bytes=9-3', 'lines=1-2', 'bytes=0-1,5-6'])
    expect(readRange(header, 1000)).toBeUndefined()
  const head = downloadHead(photo, { range: 'bytes=0-99' })
  expect(head).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-99/1000', 'content-length': '100' } })
  expect(downloadHead(photo, { range: 'bytes=2000-' })).toMatchObject({ status: 416 })
})
