import { existsSync } from 'node:fs'
import path from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { App } from './app-type.ts'
import { problemOf, Refusal, refuse } from './refusal.ts'
import { isTransient } from './database.ts'

const BODY_LIMIT = 1024 * 1024
const webRoot = path.resolve(import.meta.dirname, '../../web/dist')

export type Readiness = () => Promise<boolean>

/** The HTTP server without any capability: limits, headers, errors as problems, health, metrics and the web app. */
export async function openWebServer(app: App, isReady: Readiness): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: app.config.trustProxy,
    genReqId: () => app.newId(),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 }
  })
  await server.register(cookie)
  await server.register(multipart)
  await server.register(rateLimit, { global: true, max: app.config.requestsPerMinute, timeWindow: '1 minute', keyGenerator: keyOf })
  await server.register(helmet, { contentSecurityPolicy: { directives: policy }, crossOriginEmbedderPolicy: false })
  // Browsers count down by it: it must be the time the deadlines are in, not that of this machine.
  server.addHook('onSend', async (_request, reply) => void reply.header('date', app.clock.now().toUTCString()))
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error)
    if (refusal.code === 'internal-error') app.log.error({ err: error, requestId: request.id, path: request.routeOptions.url }, 'request failed')
    const problem = problemOf(refusal, request.id)
    if (problem.status === 429) reply.header('retry-after', '5')
    return reply.status(problem.status).type('application/problem+json').send(problem)
  })
  server.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && wantsPage(request)) return reply.sendFile(pageFor(request.url), webRoot)
    const problem = problemOf(refuse('not-found'), request.id)
    return reply.status(404).type('application/problem+json').send(problem)
  })
  server.get('/live', { logLevel: 'silent' }, () => ({ status: 'alive' }))
  server.get('/health', async (_request, reply) => {
    const ready = await isReady()
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' })
  })
  server.get('/metrics', async (request, reply) => {
    if (!mayRead(app, request)) throw refuse('not-permitted')
    return reply.type(app.metrics.registry.contentType).send(await app.metrics.registry.metrics())
  })
  if (existsSync(webRoot)) await server.register(fastifyStatic, { root: webRoot, wildcard: false, index: 'index.html', preCompressed: true, cacheControl: false, setHeaders: (reply, file) => headersOf(app, reply, file) })
  else await server.register(fastifyStatic, { root: import.meta.dirname, serve: false })
  return server
}

type FileReply = { header(name: string, value: string): unknown; getHeader(name: string): unknown; removeHeader(name: string): unknown }

/**
 * Hashed assets never change; pages are asked for each time, so that an upgrade never leaves an old page with chunks that are gone.
 * The portal may stand in a frame of the operator's own sites, and any page may load the script that puts it there.
 */
function headersOf(app: App, reply: FileReply, file: string): void {
  reply.header('cache-control', /[\\/]assets[\\/]/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (/[\\/]portal[\\/]widget\.js$/.test(file)) reply.header('cross-origin-resource-policy', 'cross-origin')
  if (!/[\\/]portal[\\/]index\.html$/.test(file)) return
  const framers = ["'self'", ...app.config.widgetOrigins].join(' ')
  reply.header('content-security-policy', String(reply.getHeader('content-security-policy')).replace(/frame-ancestors [^;]*/, `frame-ancestors ${framers}`))
  // The older header knows no list and would refuse them.
  reply.removeHeader('x-frame-options')
}

const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null
}

/** Signed-in people share an office's address, so the session counts, not the address. */
function keyOf(request: FastifyRequest): string {
  return request.cookies?.['shouwen'] ?? request.headers.authorization ?? request.ip
}

function refusalOf(error: FastifyError | Error): Refusal {
  if (error instanceof Refusal) return error
  const { statusCode, code } = error as FastifyError
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE' || statusCode === 413) return refuse('body-too-large')
  if (statusCode === 415) return refuse('unsupported-media-type')
  if (statusCode === 429) return refuse('too-many-requests')
  if (statusCode && statusCode >= 400 && statusCode < 500) return refuse('malformed-body')
  if (isTransient(error)) return refuse('not-ready')
  return refuse('internal-error')
}

function wantsPage(request: FastifyRequest): boolean {
  return existsSync(webRoot) && !/^\/(api|tmf-api)\//.test(request.url) && String(request.headers.accept ?? '').includes('text/html')
}

/** Customers' addresses: the portal, and the survey a link opens. */
const pageFor = (url: string) => (/^\/(portal|survey)([/?]|$)/.test(url) ? 'portal/index.html' : 'index.html')

function mayRead(app: App, request: FastifyRequest): boolean {
  if (app.config.metricsToken) return request.headers.authorization === `Bearer ${app.config.metricsToken}`
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
}
