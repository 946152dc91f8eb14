import { describe, expect, test } from 'vitest'
import { addressFault, isInside, outsideOnly } from './address-guard.ts'

describe('A message goes to the public internet only', () => {
  test('addresses of our own networks are recognised in every spelling', () => {
    for (const address of ['127.0.0.1', '10.1.2.3', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', '::ffff:7f00:1', 'not an address'])
      expect([address, isInside(address)]).toEqual([address, true])
    for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '240e::1']) expect([address, isInside(address)]).toEqual([address, false])
  })

  test('a callback inside, or in a form that hides it, is refused', () => {
    const inside = ['http://localhost/x', 'http://127.0.0.1', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://[::1]:80/', 'http://[::ffff:10.0.0.1]/', 'http://db.internal/', 'http://printer/', 'https://a.local', 'http://localhost./']
    for (const url of inside) expect([url, addressFault(url, false)]).toEqual([url, 'inside'])
    for (const url of ['ftp://example.com/', 'file:///etc/passwd', 'https://user:pass@example.com/', 'https://example.com/#x', 'nonsense', 'http://example.com:0/']) expect([url, addressFault(url, true)]).toEqual([url, 'malformed'])
    expect(addressFault('https://hooks.example.com/x?y=1', false)).toBeNull()
    expect(addressFault('http://127.0.0.1:9/', true)).toBeNull()
  })

  test('a name that leads inside is not connected to', async () => {
    const error = await new Promise((resolve) => outsideOnly('localhost', { all: true }, (fault) => resolve(fault)))
    expect(String(error)).toContain('leads inside')
  })
})
