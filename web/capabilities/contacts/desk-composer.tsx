import { attachToContact, noteContact, replyToContact, typeToContact } from '@shouwen/contract/chat-desk'
import { listContactMessages, listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { useRef } from 'react'
import { useAct } from '#lib/act.ts'
import { call, newIdempotencyKey } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Composer, type ComposerHandle, type ComposerMode, type Draft } from '#ui/composer.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import style from './conversation.module.css'

const TELL_EVERY_MS = 3_000

/** Where the desk writes: an answer or a note among us. Which key sends is the person's choice; an input method keeps its own Enter. */
export function DeskComposer({
  conversationId,
  canReply,
  state
}: {
  conversationId: string
  canReply: boolean
  state: string
}) {
  const { say } = usePhrases('contacts')
  const phone = usePhone()
  const composer = useRef<ComposerHandle>(null)
  const reply = useAct(replyToContact, { refreshes: [listContactMessages, readContact, listMyContacts] })
  const note = useAct(noteContact, { refreshes: [listContactMessages] })
  const attach = useAct(attachToContact)
  const [sendsOn, setSendsOn] = useRemembered<'Ctrl+Enter' | 'Enter'>('chat.sends-on', 'Ctrl+Enter')
  const toldAt = useRef(0)
  useShortcut('r', say('composer.reply'), () => composer.current?.focus('reply'), {
    group: say('title'),
    enabled: canReply
  })
  useShortcut('n', say('composer.note'), () => composer.current?.focus('note'), { group: say('title') })
  const send = async ({ text, files, mode }: Draft): Promise<boolean> => {
    const clientKey = newIdempotencyKey()
    if (mode === 'note') return (await note.act({ conversationId, body: text, clientKey })) !== undefined
    const kept = files.length > 0 ? await attach.act({ conversationId }, { files }) : { files: [] }
    if (!kept) return false
    const fileIds = kept.files.map((file) => file.id)
    return (
      (await reply.act({
        conversationId,
        clientKey,
        ...(text ? { body: text } : {}),
        ...(fileIds.length > 0 ? { fileIds } : {})
      })) !== undefined
    )
  }
  const tellTyping = (mode: string) => {
    if (mode !== 'reply' || Date.now() - toldAt.current < TELL_EVERY_MS) return
    toldAt.current = Date.now()
    void call(typeToContact, { conversationId }).catch(() => {})
  }
  const asNote: ComposerMode = {
    id: 'note',
    label: say('composer.note'),
    internal: true,
    send: say('composer.keep'),
    placeholder: say('composer.note-hint')
  }
  const asReply: ComposerMode = {
    id: 'reply',
    label: say('composer.reply'),
    send: say('composer.send'),
    placeholder: say(state === 'away' ? 'composer.mail-hint' : 'composer.hint')
  }
  return (
    <Composer
      key={canReply ? 'both' : 'note'}
      ref={composer}
      label={say('composer.label')}
      modes={canReply ? [asReply, asNote] : [asNote]}
      draftKey={`chat.${conversationId}`}
      allowFiles={canReply}
      maxLength={4000}
      sendsOn={sendsOn}
      refusal={reply.refusal ?? attach.refusal ?? note.refusal}
      onSend={send}
      onTyping={({ mode }) => tellTyping(mode)}
      tools={
        // Under a thumb the button sends.
        phone ? null : (
          <button
            type="button"
            className={style.enter}
            title={say('composer.switch')}
            onClick={() => setSendsOn(sendsOn === 'Enter' ? 'Ctrl+Enter' : 'Enter')}
          >
            <Keycap keys={sendsOn} /> {say('composer.sends')}
          </button>
        )
      }
    />
  )
}
