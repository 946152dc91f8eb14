import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

/** Networks a message may not go to: our own machines and whatever is not the public internet. Apart, because a list takes mapped addresses for both. */
const inside = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]
] as const) inside.ipv4.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 96], ['::ffff:0:0', 96], ['::ffff:0:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8]
] as const) inside.ipv6.addSubnet(network, bits, 'ipv6')

/** Is this an address of a private, local, reserved or translated network? What is no address at all counts as one. */
export function isInside(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  return family === 4 ? inside.ipv4.check(address, 'ipv4') : inside.ipv6.check(address, 'ipv6')
}

const insideNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain)\.?$/i

/**
 * Null for an address a message could go to, else why not: another scheme, credentials in it, or a name or number of the inside.
 * Names are looked up only when sending, where the address found is the one connected to.
 */
export function addressFault(text: string, allowInside: boolean): 'malformed' | 'inside' | null {
  if (!URL.canParse(text)) return 'malformed'
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol) || url.username || url.password || url.hash || url.port === '0') return 'malformed'
  if (allowInside) return null
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host)) return isInside(host) ? 'inside' : null
  return insideNames.test(host) || !host.includes('.') ? 'inside' : null
}

/** The error of a name that leads inside. */
export class InsideAddress extends Error {}

/** A name look-up that gives only outside addresses: what is checked is what is connected to, so a name cannot change in between. */
export const outsideOnly: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, [])
    const addresses = found as LookupAddress[]
    if (addresses.length === 0 || addresses.some(({ address }) => isInside(address))) return callback(new InsideAddress('the name leads inside') as NodeJS.ErrnoException, [])
    if (options.all) return callback(null, addresses)
    const [first] = addresses as [LookupAddress]
    callback(null, first.address, first.family)
  })
}
