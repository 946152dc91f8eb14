import { createHmac } from 'node:crypto'
import type { IceServer } from '@shouwen/contract/call-words'
import type { Static } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'

const VALID_SECONDS = 6 * 3600

/**
 * Where browsers find a way to each other. Names and passwords for TURN are made for each reader and expire (the scheme of
 * draft-uberti-behave-turn-rest, which coturn speaks), so nothing that lasts reaches a browser.
 */
export function iceServers(call: Call): Static<typeof IceServer>[] {
  const { urls, turnSecret } = call.app.config.ice
  return urls.map((url) => {
    if (!turnSecret || !/^turns?:/.test(url)) return { urls: url }
    const username = `${Math.floor(call.now.getTime() / 1000) + VALID_SECONDS}:${call.actor.kind}`
    return { urls: url, username, credential: createHmac('sha1', turnSecret).update(username).digest('base64') }
  })
}
