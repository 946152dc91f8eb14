import { useRef, useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { FileChips } from '../chat/file-chips.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'
import style from './my-ticket.module.css'

/** More words, or a photograph as evidence. What waited for exactly this goes on by itself. */
export function WriteToTicket({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('portal')
  const attach = useAct(at.attachToMyTicket)
  const write = useAct(at.writeToMyTicket, [at.readMyTicket, at.listMyTickets])
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<readonly File[]>([])
  const picker = useRef<HTMLInputElement>(null)
  const isBusy = attach.isBusy || write.isBusy
  const refusal = attach.refusal ?? write.refusal
  const send = async () => {
    const kept = files.length > 0 ? await attach.act({ ticketId }, files) : { files: [] }
    if (!kept) return
    const fileIds = kept.files.map((file) => file.id)
    // Once uploaded they are there, whatever becomes of the words.
    setFiles([])
    if (
      await write.act({
        ticketId,
        body: body.trim() || say('ticket.evidence'),
        ...(fileIds.length > 0 ? { fileIds } : {})
      })
    )
      setBody((now) => (now === body ? '' : now))
  }
  return (
    <form
      className={style.write}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label className="field">
        <span>{say('ticket.write')}</span>
        <textarea rows={3} maxLength={4000} value={body} onChange={(event) => setBody(event.target.value)} />
      </label>
      <FileChips files={files} onRemove={(file) => setFiles(files.filter((each) => each !== file))} />
      {refusal ? <Trouble refusal={refusal} /> : null}
      <div>
        <button type="button" className="quiet" onClick={() => picker.current?.click()}>
          <Icon name="clip" />
          {say('ticket.attach')}
        </button>
        <input
          ref={picker}
          type="file"
          hidden
          multiple
          onChange={(event) => {
            setFiles([...files, ...(event.target.files ?? [])].slice(0, 10))
            event.target.value = ''
          }}
        />
        <button type="submit" className="main-act" disabled={isBusy || (body.trim() === '' && files.length === 0)}>
          {say(isBusy ? 'ask.sending' : 'chat.send')}
        </button>
      </div>
    </form>
  )
}
