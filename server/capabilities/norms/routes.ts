import type { Route } from '#platform/action'

export const routes: Route[] = []
