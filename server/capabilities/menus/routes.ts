import * as menus from '@shouwen/contract/menus'
import { type Route, serve } from '#platform/action'
import { answerMenu } from './answers.ts'
import { announce, endNotice, listNotices } from './notices.ts'
import { readMenu } from './read-menu.ts'

export const routes: Route[] = [
  serve(menus.readMenu, readMenu),
  serve(menus.answerMenu, answerMenu),
  serve(menus.listNotices, listNotices),
  serve(menus.announce, announce),
  serve(menus.endNotice, endNotice)
]
