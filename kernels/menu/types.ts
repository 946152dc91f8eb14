/** Words in both languages. */
export type Words = { zh: string; en: string }
export type MenuLanguage = 'zh-CN' | 'en'

/** Where a person is asked for: what the matter is, so that the ticket, its promises and the queue follow by the rules of any other contact. */
export type PersonWanted = {
  kind?: string
  category?: string
  /** A queue of the region by the end of its code (`-vip`); without it the category decides. */
  queue?: string
}

/** What a key leads to; exactly one of `go`, `person`, `answer`, `language`, `back`. */
export type MenuOption = Words & {
  key: string
  go?: string
  person?: PersonWanted
  /** A question the product answers by itself; the menu goes on after it. */
  answer?: string
  language?: MenuLanguage
  back?: true
}

export type MenuNode = {
  says: Words
  /** Outside the hours of this calendar the customer comes to `otherwise`. */
  hours?: { calendar: string; otherwise: string }
  options: readonly MenuOption[]
}

/** A menu as data. The key of `rules.personKey` reaches a person from everywhere and is no option of any node. */
export type Menu = {
  id: string
  greeting: Words
  begin: string
  nodes: Readonly<Record<string, MenuNode>>
  /** Who is asked for when the key for a person is pressed where no option said more. */
  person: PersonWanted
}

export type MenuRules = {
  personKey: string
  /** How often nothing, or a wrong key, is answered by saying it again; then a person comes. */
  tries: number
  /** How many inputs a walk may have; then a person comes. */
  mostSteps: number
}

export type MenuFacts = {
  language: MenuLanguage
  elderly: boolean
  signedIn: boolean
  /** Calendars that are open at this moment. */
  open: ReadonlySet<string>
}

/** A key, or nothing within the time of the rules. */
export type MenuInput = { key: string } | 'silence'

export type WalkState = {
  node: string
  language: MenuLanguage
  /** Nodes gone through, so that `back` finds its way. */
  trail: readonly string[]
  steps: number
  tries: number
  /** A person is asked for: the walk is over. */
  person: (PersonWanted & { because: PersonReason }) | null
}

export type PersonReason = 'elderly' | 'key' | 'option' | 'silence' | 'wrong-keys' | 'too-long'

/** One thing said, with the name by which an exchange finds its recording. `notice` stands for whatever announcements hold now. */
export type Said = { sound: string } & ({ words: Words } | { notice: true })

/** Where a walk stands: what is said now, what may be pressed, what is to be answered first. */
export type Walked = { state: WalkState; says: Said[]; options: MenuOption[]; answer: string | null }
