import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const origins = (text: string | undefined) => readConfig({ WIDGET_ORIGINS: text }).widgetOrigins

test('sites that may frame the chat are origins and nothing behind; none unless named', () => {
  expect(origins(undefined)).toEqual([])
  expect(origins('https://www.example.com, http://localhost:8080/')).toEqual([
    'https://www.example.com',
    'http://localhost:8080'
  ])
  for (const wrong of [
    'www.example.com',
    'https://example.com/shop',
    "https://a.com 'unsafe-inline'",
    'javascript:alert(1)',
    '*'
  ])
    expect(() => origins(wrong), wrong).toThrow(ConfigError)
})

test('host names of the portal each belong to one region', () => {
  const regions = (text: string | undefined) => readConfig({ PORTAL_REGIONS: text }).portalRegions
  expect(regions(undefined)).toEqual({})
  expect(regions('hn.care.example=HN, GD.care.example=GD')).toEqual({ 'hn.care.example': 'HN', 'gd.care.example': 'GD' })
  for (const wrong of ['hn.care.example', 'https://hn.care.example=HN', 'hn.care.example='])
    expect(() => regions(wrong), wrong).toThrow(ConfigError)
})

test('servers for calls are STUN and TURN addresses and nothing else', () => {
  const ice = (text: string) => readConfig({ ICE_SERVERS: text }).ice.urls
  expect(ice('')).toEqual([])
  expect(ice('stun:stun.example.com, turn:[fd00::1]:3478?transport=udp turns:turn.example.com:5349')).toHaveLength(3)
  for (const wrong of ['https://example.com', 'turn:a b', 'stun:a?transport=sctp', 'stun:"x"']) expect(() => ice(wrong), wrong).toThrow(ConfigError)
})
