// The chat on the operator's own pages: one script tag, `<script src="https://…/portal/widget.js" data-language="en" async></script>`.
// It puts a button on the page and, once pressed, the portal in a frame. Nothing of the page is read; the two speak by messages whose
// origin is checked. Attributes: data-language (zh-CN, en), data-side (right, left), data-label.
;(() => {
  const script = document.currentScript
  if (!(script instanceof HTMLScriptElement) || document.querySelector('shouwen-chat')) return
  const home = new URL(script.src).origin
  const english = (script.dataset['language'] ?? document.documentElement.lang).startsWith('en')
  const words = english
    ? { open: 'Ask us', close: 'Close the chat', title: 'Chat with customer care' }
    : { open: '在线咨询', close: '收起对话', title: '在线客服对话' }
  const label = script.dataset['label'] ?? words.open
  const side = script.dataset['side'] === 'left' ? 'left' : 'right'

  const element = document.createElement('shouwen-chat')
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    :host { all: initial; position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483000; font: 600 16px/1.4 system-ui, sans-serif }
    button { display: flex; align-items: center; gap: 8px; min-height: 52px; padding: 0 20px; border: 0; border-radius: 26px; background: #0b6b75; color: #fff; font: inherit; cursor: pointer; box-shadow: 0 4px 20px rgb(0 0 0 / 25%) }
    button:hover { background: #0e7f8a }
    button:focus-visible { outline: 3px solid #fff; box-shadow: 0 0 0 6px #0b6b75 }
    b { min-width: 20px; padding: 0 6px; border-radius: 10px; background: #b4272f; font-size: 13px; text-align: center }
    b:empty { display: none }
    iframe { position: fixed; ${side}: 20px; bottom: 84px; width: min(400px, calc(100vw - 40px)); height: min(660px, calc(100vh - 110px)); border: 0; border-radius: 16px; background: #fff; box-shadow: 0 12px 48px rgb(0 0 0 / 30%); color-scheme: normal }
    iframe[hidden] { display: none }
    @media (max-width: 519px) { iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0 } }
  `)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  button.type = 'button'
  button.setAttribute('aria-expanded', 'false')
  const text = document.createElement('span')
  text.textContent = label
  const count = document.createElement('b')
  button.append(text, count)
  root.append(button)
  document.body.append(element)

  let frame: HTMLIFrameElement | undefined
  const isOpen = () => frame !== undefined && !frame.hidden

  const tell = (word: 'shown' | 'folded') => frame?.contentWindow?.postMessage({ shouwen: word }, home)

  function open(): void {
    if (!frame) {
      frame = document.createElement('iframe')
      frame.title = words.title
      frame.allow = 'clipboard-write'
      const language = english ? 'en' : 'zh-CN'
      frame.src = `${home}/portal/chat?embed=${encodeURIComponent(location.origin)}&lang=${language}`
      root.insertBefore(frame, button)
    }
    frame.hidden = false
    button.setAttribute('aria-expanded', 'true')
    text.textContent = words.close
    count.textContent = ''
    tell('shown')
    frame.focus()
  }

  function close(): void {
    if (!frame || frame.hidden) return
    frame.hidden = true
    tell('folded')
    button.setAttribute('aria-expanded', 'false')
    text.textContent = label
    button.focus()
  }

  button.addEventListener('click', () => (isOpen() ? close() : open()))
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen()) close()
  })
  addEventListener('message', ({ origin, source, data }: MessageEvent<{ shouwen?: string; count?: number } | null>) => {
    if (origin !== home || source !== frame?.contentWindow) return
    if (data?.shouwen === 'close') close()
    if (data?.shouwen === 'ready' && isOpen()) frame?.focus()
    if (data?.shouwen === 'unread') count.textContent = isOpen() || !data.count ? '' : String(data.count)
  })
  // For a link or button of the page itself.
  Object.assign(window, { shouwen: { open, close } })
})()
