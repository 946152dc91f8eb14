// Generated from the database by `npm run cli -- schema-types`: do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

/** Read as the parsed value; written as JSON text, because the driver would take an array for a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>
export type JsonOrNull = ColumnType<unknown, string | null, string | null>
export type JsonWithDefault = ColumnType<unknown, string | undefined, string>

/** Written as a Date or ISO text. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>
export type TimestampOrNull = ColumnType<Date | null, Date | string | null, Date | string | null>
export type TimestampWithDefault = ColumnType<Date, Date | string | undefined, Date | string>

/** @distributed @append-only What was given to a customer: money to the account, or goods such as data packs. One row per key: the same order twice pays once. */
export interface BillingAdjustment {
  region_id: number
  id: string
  key: string
  reference: string
  customer_id: string
  line_id: string | null
  charge_id: string | null
  kind: 'credit' | 'goods'
  code: string
  quantity: number
  amount_fen: number
  ticket_id: string | null
  made_at: Timestamp
}

/** @distributed A line of a bill with what it came from. Amounts are whole fen. */
export interface BillingCharge {
  region_id: number
  id: string
  customer_id: string
  line_id: string | null
  order_id: string | null
  kind: 'plan' | 'usage' | 'pack' | 'sp' | 'broadband' | 'one-off'
  name_zh: string
  name_en: string
  /** Whose service it is when it is not ours: the SP we collect for. */
  provider: string | null
  from_on: string
  to_on: string
  charged_at: Timestamp
  due_on: string
  paid: Generated<boolean>
  amount_fen: number
  /** What was counted: quantity, unit and price of one, so that a line of the bill explains itself (TK-13). */
  source: JsonWithDefault
  /** Set while the customer disputes the charge: no reminder, no suspension and no late fee for it. */
  disputed_at: TimestampOrNull
  /** Ticket, reason, who flagged it; later how and when it ended. */
  dispute: JsonOrNull
}

/** @distributed SPs a customer wants nothing more of: nothing of theirs is opened for this customer again. */
export interface BillingSpBlock {
  region_id: number
  customer_id: string
  provider: string
  ticket_id: string | null
  blocked_by: string | null
  blocked_at: Timestamp
}

/** @distributed What a customer ordered: plans, packs, broadband, services of an SP. */
export interface BillingSubscription {
  region_id: number
  id: string
  customer_id: string
  line_id: string | null
  kind: 'plan' | 'pack' | 'sp' | 'broadband' | 'device'
  code: string
  name_zh: string
  name_en: string
  provider: string | null
  fee_fen: number
  per: 'month' | 'once'
  ordered_at: Timestamp
  ordered_through: 'hall' | 'app' | 'phone' | 'sms' | 'outbound' | 'unknown'
  /** The proof that the customer wanted it: how, when, the words and a reference; null when there is none (TK-12). */
  confirmation: JsonOrNull
  ended_at: TimestampOrNull
  ended: JsonOrNull
}

/** @reference Plans customers can have: mobile, broadband, leased line. Fees in cents of yuan. */
export interface CatalogPlan {
  code: string
  kind: string
  name_zh: string
  name_en: string
  monthly_fee_cents: number
  attributes: JsonWithDefault
  on_sale: Generated<boolean>
}

/** @distributed @append-only Who decided which step: one person and once. */
export interface CompensationApproval {
  region_id: number
  offer_id: string
  step: number
  staff_id: string
  approved: boolean
  note: string
  at: Timestamp
}

/** @distributed What a unit may give in a month when it is not the default of the rulebook. */
export interface CompensationBudget {
  region_id: number
  unit_id: string
  month: string
  amount_fen: number
  set_by: string | null
  set_at: Timestamp
}

/** @distributed Two findings apart: is the complaint justified, is the demand justified; each by a person with a reason (TK-45). */
export interface CompensationFinding {
  region_id: number
  ticket_id: string
  complaint: 'yes' | 'partly' | 'no'
  complaint_reason: string
  demand: 'yes' | 'partly' | 'no'
  demand_reason: string
  checklist: string[]
  score: number
  demand_kind: string
  demand_fen: number | null
  demand_multiple: number | null
  event_on: string | null
  /** The demand is beyond what the law can give, or so many times the price that legal is asked (TK-43). */
  to_legal: Generated<boolean>
  found_by: string | null
  found_at: Timestamp
  version: Generated<number>
}

/** @distributed One version of what the customer is offered, or of a refusal with its reason; never changed in what it says, a new one follows it (TK-50). */
export interface CompensationOffer {
  region_id: number
  id: string
  ticket_id: string
  version: number
  kind: 'pay' | 'refuse'
  state: 'waiting' | 'rejected' | 'approved' | 'accepted' | 'declined' | 'ordered' | 'failed' | 'delivered' | 'confirmed' | 'told'
  customer_id: string | null
  unit_id: string | null
  category: string | null
  lines: Json
  total_fen: number
  refund_first: Generated<boolean>
  reason: string
  effect: string | null
  alternative: string | null
  proposed_by: string | null
  proposed_at: Timestamp
  valid_until: Timestamp
  /** Steps of approval by id of the rulebook; empty when whoever proposed it may grant it alone. */
  chain: string[]
  step: Generated<number>
  /** Who may decide the step, the one asked first at the head; moved on by the clock. */
  waiting_for: Generated<string[]>
  step_due_at: TimestampOrNull
  decided_at: TimestampOrNull
  acceptance: JsonOrNull
  /** attempts, last error, when it is tried again, references of the billing system. */
  delivery: JsonOrNull
}

/** @distributed What we paid back first and claim from the SP whose service it was (TK-12). */
export interface CompensationSpClaim {
  region_id: number
  id: string
  offer_id: string
  ticket_id: string
  charge_id: string
  provider: string
  amount_fen: number
  claimed_at: Timestamp
  settled_at: TimestampOrNull
}

/** @distributed What a complaint has beside its ticket; one row from the moment the ticket is opened as, or becomes, a complaint. Content is the category of the ticket and severity its severity: no second truth here. */
export interface ComplaintsComplaint {
  region_id: number
  ticket_id: string
  opened_at: Timestamp
  /** A code of rulebook/complaints/complaint-sources.yaml. */
  source_code: string
  /** The number the sender knows it by (of the appeal office, of a letter); nobody's twice from one source. */
  source_number: string | null
  /** What this source asks for, by code of complaint-sources.yaml. */
  source_fields: JsonWithDefault
  /** When it reached the operator, when that was before it was entered. */
  received_at: TimestampOrNull
  taken_by: string | null
  /** A code of rulebook/complaints/complaint-axes.yaml: whose doing it was. */
  cause: string | null
  /** What the category asks for, by code of complaint-leaves.yaml. */
  leaf_form: JsonWithDefault
  /** Needed evidence confirmed by hand: code → who, when, note. */
  evidence: JsonWithDefault
  focus: Generated<boolean>
  hard: Generated<boolean>
  /** Points and reasons on the axes type, customer and influence (TK-14), as computed last. */
  focus_score: JsonOrNull
  /** Points of the risk that it goes to a higher place (TK-57), with risk_reasons. */
  risk: Generated<number>
  risk_reasons: JsonWithDefault
  repeat_count: Generated<number>
  media_risk: Generated<boolean>
  scored_at: TimestampOrNull
  internal_level: string | null
  external_level: string | null
  handled_by: Generated<'province' | 'city'>
  city_unit_id: string | null
  city_since: TimestampOrNull
  /** The task given before it escalates; one while the risk stands. */
  risk_task_id: string | null
}

/** @distributed Each time a complaint went up or down a level, inside the operator or outside, with who was told; a step up is analysed afterwards (TK-57). */
export interface ComplaintsEscalation {
  region_id: number
  id: string
  ticket_id: string
  side: 'internal' | 'external'
  /** I1..I3 or E1..E3 of rulebook/complaints/complaint-levels.yaml; null: not escalated. */
  from_level: string | null
  to_level: string | null
  reason: string
  raised_by: string | null
  raised_at: Timestamp
  told: JsonWithDefault
  owner_before: string | null
  owner_after: string | null
  needs_analysis: boolean
  /** What set it off: codes of complaint-levels.yaml. */
  triggers: Generated<string[]>
  analysis: string | null
  /** What is done so that it does not happen again: text, owner, due date. */
  measures: JsonWithDefault
  analysed_by: string | null
  analysed_at: TimestampOrNull
}

/** @distributed What somebody could not handle and put before their superior with a complete record (TK-27, TK-58); the customer was told when they hear next. */
export interface ComplaintsSubmission {
  region_id: number
  id: string
  ticket_id: string
  /** The hand-over of the ticket by which the superior accepts or returns it. */
  handover_id: string
  from_staff_id: string
  to_staff_id: string
  reason: string
  tried: string
  next_contact_at: Timestamp
  /** How the customer was told the next contact: said (to their face or ear) or written. */
  told_by: string
  told_note_id: string | null
  submitted_at: Timestamp
  state: 'waiting' | 'accepted' | 'returned'
  settled_at: TimestampOrNull
}

/** @distributed One exchange with a customer on one channel; it opens or joins a ticket. */
export interface ContactsConversation {
  region_id: number
  id: string
  channel: 'chat' | 'email' | 'api' | 'phone' | 'hall' | 'social' | 'letter'
  /** waiting: in the queue; offered: to one person, not yet accepted; active: a person serves it live; away: the customer does not wait live (mail, or the chat goes on by mail); closed. */
  state: 'waiting' | 'offered' | 'active' | 'away' | 'closed'
  /** Set only when the customer proved who they are: signed in at the portal, or told by a trusted system. */
  customer_id: string | null
  line_id: string | null
  visitor_name: string | null
  visitor_contact: string | null
  /** Service number a visitor typed: a hint for staff, no proof. */
  claimed_number: string | null
  /** SHA-256 of the token in the cookie of a visitor who is not signed in. */
  visitor_token_hash: Buffer | null
  ticket_id: string | null
  ticket_number: string | null
  queue_code: string | null
  category: string | null
  language: 'zh-CN' | 'en'
  assigned_staff_id: string | null
  /** Who served the customer before they left or were left alone: gets them back when free. */
  known_staff_id: string | null
  unit_id: string | null
  subject: string
  opened_at: Timestamp
  /** Since when the customer waits for a person; null while one serves them. */
  waiting_since: TimestampOrNull
  /** Place in the queue, the earliest first. An offer that nobody took and a transfer keep it. */
  queued_at: TimestampOrNull
  offered_at: TimestampOrNull
  /** How often it was offered without being accepted since it was queued. */
  offer_count: Generated<number>
  accepted_at: TimestampOrNull
  first_reply_at: TimestampOrNull
  last_customer_at: TimestampOrNull
  last_staff_at: TimestampOrNull
  last_message_at: Timestamp
  message_count: Generated<number>
  customer_read_seq: Generated<number>
  staff_read_seq: Generated<number>
  preview: Generated<string>
  contact_asked: Generated<boolean>
  /** Last message already sent by mail; null = the conversation does not go on by mail. */
  mailed_seq: number | null
  confirmation: 'asked' | 'solved' | 'not-solved' | null
  closed_at: TimestampOrNull
  closed_by: string | null
  close_reason: 'solved' | 'follow-up' | 'customer-left' | 'abandoned' | 'silent' | 'spam' | 'imported' | null
  consent_version: string | null
  /** Thread in the outside system, unique per channel. */
  external_id: string | null
  /** Where the customer started the chat: path and title. */
  page: JsonWithDefault
  /** Attributes of TMF683 that have no place of their own. */
  tmf: JsonWithDefault
  /** audio-problem: the caller could not be heard and was let go after the procedure (CC-25, CC-26). */
  sub_reason: string | null
}

/** @distributed Every mail that was received, also those set aside or passed over, with the reason. */
export interface ContactsMailIn {
  region_id: number
  id: string
  mailbox_id: string | null
  unit_id: string | null
  /** Message-ID without brackets, else a hash of the mail: the same mail in two mailboxes of a region is one. */
  dedupe_key: string
  message_id: string | null
  from_address: string
  from_name: string | null
  recipients: Generated<string[]>
  subject: string
  sent_at: TimestampOrNull
  received_at: Timestamp
  size: number
  /** The mail as it came; null when it was too large to be fetched. */
  raw_file_id: string | null
  decision: 'new' | 'thread' | 'ignored' | 'quarantined' | 'dropped'
  reason: string
  automatic: string | null
  conversation_id: string | null
  ticket_id: string | null
  /** Attachments that were not accepted: name and code of the refusal. They are still in the mail as it came. */
  refused_files: JsonWithDefault
  imported: Generated<boolean>
  decided_by: string | null
  decided_at: Timestamp
}

/** @distributed Every mail of ours. It counts as sent when a server has accepted it, and as failed when that server or a later one says so. */
export interface ContactsMailOut {
  region_id: number
  id: string
  mailbox_id: string | null
  unit_id: string | null
  conversation_id: string | null
  ticket_id: string | null
  first_seq: number | null
  last_seq: number | null
  to_address: string
  subject: string
  body: string
  file_ids: Generated<string[]>
  /** Without brackets. Made once, so that a mail sent twice after a crash is one mail to its receiver. */
  message_id: string
  in_reply_to: string | null
  reference_ids: Generated<string[]>
  headers: JsonWithDefault
  automatic: 'auto-replied' | 'auto-generated' | null
  state: 'queued' | 'sent' | 'failed' | 'suppressed'
  /** Why it is not sent: no-mail-server, a status code of a server, or the loop rule that stopped it. */
  reason: string | null
  attempts: Generated<number>
  created_at: Timestamp
  tried_at: TimestampOrNull
  sent_at: TimestampOrNull
}

/** @reference An address customers write to: where its mail is read, through which server answers go, and whose it is. */
export interface ContactsMailbox {
  id: string
  region_id: number
  /** Lower case; mail from it is our own. */
  address: string
  name: string
  /** Where new mail goes; by its category when null. */
  queue_code: string | null
  unit_id: string | null
  /** Host, port, user, password and folder, sealed with the key of the data directory. */
  imap: Buffer | null
  /** The same for sending; null = the server of SMTP_URL. */
  smtp: Buffer | null
  /** Made from IMAP_URL and MAIL_FROM: its servers are read from the environment each time. */
  from_environment: Generated<boolean>
  active: Generated<boolean>
  created_at: Timestamp
  updated_at: Timestamp
}

/** @local How far a mailbox was read and which worker reads it now. No key to the mailbox: this row changes every few seconds. */
export interface ContactsMailboxState {
  mailbox_id: string
  uid_validity: number | null
  /** UID of the last mail taken in, of this uid_validity. Reading one twice is harmless: it is known by its Message-ID. */
  last_uid: Generated<number>
  leased_by: string | null
  leased_until: TimestampOrNull
  checked_at: TimestampOrNull
  failing_since: TimestampOrNull
  /** Code of what is wrong, never an address or an answer of the server. */
  failure: string | null
}

/** @distributed What was said in a conversation, in order; a note is among us and never leaves the house. */
export interface ContactsMessage {
  region_id: number
  conversation_id: string
  /** Counts up without holes in a conversation; taken under the lock of its row. */
  seq: number
  id: string
  direction: 'in' | 'out' | 'note'
  author_kind: 'customer' | 'staff' | 'system'
  author_id: string | null
  body: string
  /** What a system message is about, so that the screen can say it in the reader's language and offer a tap. */
  payload: JsonOrNull
  file_ids: Generated<string[]>
  at: Timestamp
  delivered_at: TimestampOrNull
  read_at: TimestampOrNull
  /** Made by the sender: the same key twice is one message. */
  client_key: string | null
  /** Message-ID of a mail, id in an outside system; unique with its channel as prefix. */
  external_id: string | null
}

/** @distributed A conversation handed to a colleague or a queue, with what the receiver must know; it moves when accepted. */
export interface ContactsTransfer {
  region_id: number
  id: string
  conversation_id: string
  from_staff_id: string | null
  to_staff_id: string | null
  to_queue_code: string | null
  summary: string
  state: 'offered' | 'accepted' | 'declined' | 'withdrawn'
  offered_at: Timestamp
  answered_at: TimestampOrNull
  answered_by: string | null
  reason: string | null
}

/** @distributed A wrong answer put right: the customer is called back and told (CC-22). Who gave the answer is not kept: owning up costs nothing. */
export interface CorrectionsCorrection {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  conversation_id: string | null
  customer_id: string | null
  unit_id: string | null
  state: 'open' | 'told' | 'not-reached' | 'withdrawn'
  /** self, colleague, quality or customer: how it came out. */
  found_how: string
  found_by: string | null
  found_at: Timestamp
  wrong_answer: string
  right_answer: string
  owner_id: string | null
  tries: Generated<number>
  tried_at: TimestampOrNull
  /** A code of rulebook/corrections.yaml. */
  outcome: string | null
  customer_said: string | null
  channel: string | null
  settled_at: TimestampOrNull
  settled_by: string | null
  /** What has to be set right at the source, so that nobody is told the same again (KB-17). */
  knowledge_note: string | null
  knowledge_state: 'none' | 'open' | 'mended'
  mended_at: TimestampOrNull
  mended_by: string | null
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
}

/** @distributed @append-only Each consent or withdrawal as given; the newest per purpose counts. */
export interface CustomersConsent {
  region_id: number
  id: string
  customer_id: string
  purpose: string
  granted: boolean
  source: string
  text_version: string
  /** The staff member who wrote it down; null when the customer did it alone. */
  recorded_by: string | null
  at: Timestamp
}

/** @distributed How a customer can be reached. */
export interface CustomersContactMeans {
  region_id: number
  id: string
  customer_id: string
  kind: 'phone' | 'email' | 'address' | 'wechat'
  value: string
  normalized: string
  contact_name: string | null
  preferred: Generated<boolean>
  verified_at: TimestampOrNull
  created_at: Timestamp
}

/** @distributed A person or organisation we serve, or may serve. */
export interface CustomersCustomer {
  region_id: number
  id: string
  number: string
  kind: 'person' | 'organisation'
  name: string
  /** AAA, AA, A or ordinary: columns of the restoration matrix. */
  grade: Generated<'AAA' | 'AA' | 'A' | 'ordinary'>
  vip: Generated<boolean>
  status: Generated<string>
  status_reason: string | null
  id_kind: string | null
  id_number: string | null
  language: Generated<string>
  area: 'town' | 'rural' | null
  /** The branch that looks after the customer: permission scope. */
  unit_id: string | null
  manager_id: string | null
  /** How the customer likes to be reached: channel, hours, do not disturb (CI-16). */
  preferences: JsonWithDefault
  /** What outside systems keep with the customer and we only carry (TMF characteristics and the like). */
  attributes: JsonWithDefault
  /** Name and number in the form in which kernels/text searches. Telephone and service numbers are found whole, through their own tables, so that a masked number cannot be guessed digit by digit. */
  search_text: Generated<string>
  /** Search index made by kernels/text over search_text. */
  grams: Generated<string[]>
  version: Generated<number>
  /** Version at which each field was last changed: two people who edit different fields both win. */
  field_versions: JsonWithDefault
  created_at: Timestamp
  updated_at: Timestamp
}

/** @distributed @append-only Who gave a customer which grade and why (CI-12). */
export interface CustomersGradeChange {
  region_id: number
  id: string
  customer_id: string
  grade_before: string
  grade_after: string
  vip_before: boolean
  vip_after: boolean
  reason: string
  changed_by: string | null
  at: Timestamp
}

/** @distributed Sign-in of a customer at the portal: a service number and the service password. */
export interface CustomersPortalAccount {
  region_id: number
  customer_id: string
  login: string
  password_hash: string
  /** The password was given by staff: it opens nothing but the choice of another. */
  must_change: Generated<boolean>
  changed_at: Timestamp
}

/** @distributed Portal sessions by the hash of their token; the cookie carries the region beside it. */
export interface CustomersPortalSession {
  region_id: number
  hash: Buffer
  id: string
  customer_id: string
  created_at: Timestamp
  expires_at: Timestamp
  revoked_at: TimestampOrNull
}

/** @distributed A line of a customer: mobile number, broadband account, leased line. */
export interface CustomersServiceLine {
  region_id: number
  id: string
  customer_id: string
  service_number: string
  /** A value of fact line.service in rulebook/facts.yaml: rows of the restoration matrix. */
  service: string
  reach: 'within-province' | 'cross-province' | null
  plan_code: string | null
  address: string | null
  area: 'town' | 'rural' | null
  status: Generated<string>
  opened_on: string
  /** Null while the line is in use; a number given up may go to another customer. */
  closed_on: string | null
}

/** @distributed A contact that waits for a person, is offered to one or held by one. What has left stays a while, so that followers see it go. */
export interface FloorContact {
  region_id: number
  kind: 'conversation' | 'call'
  id: string
  channel: string
  queue_code: string
  state: 'waiting' | 'offered' | 'held' | 'left'
  customer_id: string | null
  language: string | null
  facts: JsonWithDefault
  rule_id: string
  /** Importance, as seconds it counts as having waited already. */
  head_start_seconds: Generated<number>
  known_staff_id: string | null
  avoid_staff_ids: Generated<string[]>
  /** Place in the queue, the earliest first; kept by offers that lapse, transfers, callbacks and resumed contacts. */
  placed_at: Timestamp
  /** When it entered this queue this time: what waits and service levels are measured from. */
  entered_at: Timestamp
  /** The customer hung up and is called when their turn comes. */
  callback: Generated<boolean>
  /** The queue whose people it overflowed to; null = reached through its own. */
  via_queue: string | null
  staff_id: string | null
  /** Capacity it took from the person, given back as it was taken. */
  units: Generated<number>
  soft: Generated<boolean>
  offered_at: TimestampOrNull
  offer_ends_at: TimestampOrNull
  offer_count: Generated<number>
  accepted_at: TimestampOrNull
  left_at: TimestampOrNull
  outcome: string | null
  xid: Generated<string>
}

/** @distributed Why a contact went to whom it went: who could have had it, by which step of its rule, and who was passed over. */
export interface FloorDecision {
  region_id: number
  id: string
  kind: string
  contact_id: string
  queue_code: string
  via_queue: string | null
  staff_id: string
  at: Timestamp
  rule_id: string
  way: 'offered' | 'taken' | 'assigned'
  step: number
  score: number
  waited_seconds: number
  /** Reason code of kernels/routing: what put this person before the next. */
  why: string
  eligible: number
  /** Who came next, best first, as {staffId, code}; a bounded list. Of others the reasons are worked out when asked. */
  passed_over: Json
  epoch: number
  outcome: string | null
  outcome_reason: string | null
  outcome_at: TimestampOrNull
}

/** @distributed Which process gives out the contacts of a region. The epoch grows with every change of owner: who holds an older one can write nothing. */
export interface FloorDispatcher {
  region_id: number
  owner: string
  epoch: number
  lease_until: Timestamp
}

/** @distributed From when to when a person was in a state: what workforce plans against and measures. Signed out is no interval. */
export interface FloorInterval {
  region_id: number
  id: string
  staff_id: string
  state: string
  reason: string | null
  started_at: Timestamp
  ended_at: TimestampOrNull
  set_by: string | null
  note: string | null
}

/** @distributed People lent to other queues for a while (CC-12 to CC-15), with what they did before, so that they return to it. */
export interface FloorLoan {
  region_id: number
  staff_id: string
  queue_codes: string[]
  /** Skill → level they count as having for these queues. */
  skills: JsonWithDefault
  former_state: string
  former_reason: string | null
  lent_at: Timestamp
  lent_by: string | null
  note: string
}

/** @distributed What happened and is not counted yet; the dispatcher adds it to the counts and takes it away in one statement. */
export interface FloorMark {
  region_id: number
  id: string
  slot: Timestamp
  queue_code: string
  channel: string
  figure: string
  seconds: Generated<number>
  n: Generated<number>
}

/** @distributed A word of a supervisor to a person at the seat. The body is for the two; events and audit carry ids only. */
export interface FloorMessage {
  region_id: number
  id: string
  from_staff_id: string
  to_staff_id: string
  body: string
  sent_at: Timestamp
  read_at: TimestampOrNull
}

/** @distributed @append-only One way of a contact through one queue, written when it is over: what reports count and what is replayed. */
export interface FloorPassage {
  region_id: number
  id: string
  kind: string
  contact_id: string
  channel: string
  queue_code: string
  via_queue: string | null
  customer_id: string | null
  language: string | null
  facts: Json
  rule_id: string
  head_start_seconds: number
  known_staff_id: string | null
  avoid_staff_ids: string[]
  placed_at: Timestamp
  entered_at: Timestamp
  answered_at: TimestampOrNull
  ended_at: Timestamp
  staff_id: string | null
  outcome: 'answered' | 'abandoned' | 'withdrawn' | 'overflowed' | 'transferred'
}

/** @distributed Who is at work and in which state. The row is the lock under which a contact is given to a person. */
export interface FloorSeat {
  region_id: number
  staff_id: string
  /** A state of rulebook/routing/presence.yaml as it is now; talking and wrap-up come and go by themselves. */
  state: string
  reason: string | null
  since: Timestamp
  /** Chosen while a contact or its wrap-up was under way: begins when that is over. */
  next_state: string | null
  next_reason: string | null
  /** What talking and wrap-up return to. */
  resume_state: string | null
  /** The supervisor who set the state; null when the person or the system did. */
  set_by: string | null
  chat_capacity: number
  /** Capacity taken by contacts nothing interrupts, in units of rulebook/routing/channels.yaml. */
  hard_units: Generated<number>
  /** Capacity taken by contacts a call may interrupt. */
  soft_units: Generated<number>
  wrap_until: TimestampOrNull
  /** Offers left unanswered in a row. */
  misses: Generated<number>
  /** Since when nothing new was given to the person: who waited longest gets the next. */
  idle_since: Timestamp
  last_seen_at: Timestamp
  /** Last touch of keyboard or mouse as the browser tells it. */
  last_input_at: TimestampOrNull
  session_id: string | null
  /** The unit the person belonged to when they sat down: whose time it is counted as. */
  unit_id: string | null
  xid: Generated<string>
}

/** @distributed Raw counts per quarter of an hour, from which every service level is computed. A contact counts in the quarter it entered the queue. */
export interface FloorTally {
  region_id: number
  slot: Timestamp
  /** For the seconds people spent in a state: their unit. */
  queue_code: string
  channel: string
  /** offered, answered, abandoned, overflowed …; state:<state> for the seconds of people in it. */
  figure: string
  /** Counts only what took at most so long; -1 = all. */
  within_seconds: number
  n: number
}

/** @distributed How often a book was used and with which outcome, with no ticket and no customer in it. */
export interface HandlingBehaviourTally {
  region_id: number
  /** The unit whose people used it; the region's zero id when nobody's. */
  unit_id: string
  month: string
  behaviour: string
  outcome: string
  uses: number
  calmer: number
}

/** @distributed A behaviour book attached to a ticket while it is open. Deleted when the ticket ends or the book expires: nothing of it stays with ticket or customer. */
export interface HandlingBehaviourUse {
  region_id: number
  id: string
  ticket_id: string
  behaviour: string
  state: 'asked' | 'used' | 'refused'
  outcome: string | null
  emotion_before: string | null
  emotion_after: string | null
  unit_id: string | null
  attached_by: string | null
  attached_at: Timestamp
  decided_by: string | null
  expires_at: TimestampOrNull
}

/** @distributed A card of rulebook/handling/cards.yaml used in a complaint, and the customer's mood before and after. */
export interface HandlingCardUse {
  region_id: number
  id: string
  ticket_id: string
  card: string
  emotion_before: string | null
  emotion_after: string | null
  unit_id: string | null
  used_by: string | null
  used_at: Timestamp
}

/** @distributed A time told to the customer (TK-36); its clock is the clause told-time. */
export interface HandlingCommitment {
  region_id: number
  id: string
  ticket_id: string
  stage: string
  within: string
  words: string
  interim: string | null
  state: 'open' | 'kept' | 'withdrawn'
  told_how: string | null
  ended_at: TimestampOrNull
  made_by: string | null
  made_at: Timestamp
}

/** @distributed The business coordination form of a complaint (TK-29, KA-12). */
export interface HandlingCoordination {
  region_id: number
  ticket_id: string
  fields: Json
  version: number
  opinion: string | null
  opinion_by: string | null
  opinion_at: TimestampOrNull
  begun_by: string | null
  begun_at: Timestamp
  changed_at: Timestamp
}

/** @distributed What a complaint demands beside its matter (a public apology, a statement in writing): each has its approved script and goes where it is decided (TK-53). */
export interface HandlingDemand {
  region_id: number
  ticket_id: string
  kind: string
  task_id: string | null
  made_by: string | null
  made_at: Timestamp
}

/** @distributed What a verification found (TK-15). Insert only: the newest of a ticket counts, the others are its history. */
export interface HandlingDiagnosis {
  region_id: number
  id: string
  ticket_id: string
  true_to_fact: 'true' | 'partly' | 'not'
  root_cause: 'operating-error' | 'system-fault' | 'service-loophole' | 'unfounded'
  /** A code below the root cause in rulebook/handling/diagnosis.yaml. */
  cause: string | null
  summary: string
  evidence: JsonWithDefault
  /** Whose mistake it was, for coaching; shown to leaders alone (TK-49). */
  staff_id: string | null
  unit_id: string | null
  made_by: string | null
  made_at: Timestamp
}

/** @distributed Complaints handed to a superior because they could not be solved at once (TK-27); the hand-over itself is one of the ticket. */
export interface HandlingHandUp {
  region_id: number
  handover_id: string
  ticket_id: string
  to_staff_id: string
  by_id: string | null
  at: Timestamp
}

/** @distributed What was offered to the customer, version by version, and the proof of what was accepted (TK-50). */
export interface HandlingOffer {
  region_id: number
  ticket_id: string
  version: number
  terms: string
  valid_until: Timestamp
  /** taken-back: the customer accepted it and later did not keep to it. */
  state: 'offered' | 'accepted' | 'declined' | 'replaced' | 'taken-back'
  proof_kind: string | null
  proof: string | null
  made_by: string | null
  made_at: Timestamp
  answered_at: TimestampOrNull
}

/** @distributed The record of a reception on site as the customer signed it, or why they did not (TK-25). */
export interface HandlingReceptionRecord {
  region_id: number
  run_id: string
  ticket_id: string
  words: string
  place: string
  latitude: number | null
  longitude: number | null
  /** The signature as lines of points on a field of 1000 by 400. */
  strokes: JsonOrNull
  signer: string | null
  unsigned_reason: string | null
  signed_at: Timestamp
  taken_by: string | null
  /** Of words, strokes, place and time: what was signed cannot change afterwards. */
  sha256: Buffer
  copy_note_id: string | null
  copy_sms_id: string | null
}

/** @distributed The departments that work together on a complaint (TK-16); their tasks are those of the ticket. */
export interface HandlingRoom {
  region_id: number
  ticket_id: string
  purpose: string
  opened_by: string | null
  opened_at: Timestamp
  closed_at: TimestampOrNull
}

/** @distributed What departments said to each other in a case room. Insert only; kept with the ticket. */
export interface HandlingRoomMessage {
  region_id: number
  ticket_id: string
  id: string
  body: string
  author_id: string | null
  at: Timestamp
}

/** @distributed A department in a case room, what it answers for and its task. */
export interface HandlingRoomUnit {
  region_id: number
  ticket_id: string
  unit_id: string
  duty: string
  joined_at: Timestamp
  task_id: string | null
}

/** @distributed A procedure of rulebook/handling/procedures.yaml as it was gone through for a complaint. */
export interface HandlingRun {
  region_id: number
  id: string
  ticket_id: string
  procedure: string
  call_id: string | null
  begun_by: string | null
  begun_at: Timestamp
  finished_at: TimestampOrNull
}

/** @distributed A step that was taken, with what it asked for and the evidence found for it; or left out, with the reason. */
export interface HandlingRunStep {
  region_id: number
  run_id: string
  step: string
  state: 'done' | 'left-out'
  answers: JsonWithDefault
  reason: string | null
  evidence: JsonOrNull
  by_id: string | null
  at: Timestamp
}

/** @distributed Measurements made for a complaint, judged by the thresholds in force then. */
export interface HandlingSignalTest {
  region_id: number
  id: string
  ticket_id: string
  place: string
  latitude: number | null
  longitude: number | null
  indoor: boolean
  technology: string
  readings: Json
  verdict: 'healthy' | 'weak' | 'critical'
  note: string | null
  tested_at: Timestamp
  made_by: string | null
  made_at: Timestamp
}

/** @distributed A file of tickets or mails that is brought in. Its rows are handled in order, in batches of one transaction each. */
export interface ImportsImport {
  region_id: number
  id: string
  kind: 'tickets' | 'mail'
  /** The system the rows come from; external numbers are unique within it. */
  source: string
  file_name: string
  mapping: JsonWithDefault
  state: 'running' | 'stopped' | 'failed' | 'done' | 'undoing' | 'undone'
  total: number | null
  /** Rows handled so far, written with the batch: an import that was cut off goes on exactly there. */
  position: Generated<number>
  imported: Generated<number>
  repeated: Generated<number>
  failed: Generated<number>
  undone: Generated<number>
  kept: Generated<number>
  /** Code of what stopped it for good. */
  failure: string | null
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
  finished_at: TimestampOrNull
}

/** @distributed What became of each row. The row's own words stay in the file. */
export interface ImportsRowOutcome {
  region_id: number
  import_id: string
  row: number
  outcome: 'imported' | 'repeated' | 'failed' | 'undone' | 'kept'
  /** Source and external number, Message-ID of a mail, or a hash of the whole row: who has it cannot be brought in again. */
  key: string | null
  content_hash: Buffer | null
  ticket_id: string | null
  conversation_id: string | null
  fault: string | null
  field: string | null
  /** The instant of the batch, equal to updated_at of the ticket as long as nobody has touched it. */
  at: Timestamp
}

/** @distributed What every channel says about a mass complaint or a topic: one approved wording at a time, by a second person (GV-24, TK-46). */
export interface ImprovementAnswer {
  region_id: number
  id: string
  mass_id: string | null
  category: string | null
  version: number
  zh: string
  en: string
  partner: string | null
  data_source: string | null
  state: 'draft' | 'approved' | 'withdrawn'
  written_by: string | null
  written_at: Timestamp
  approved_by: string | null
  approved_at: TimestampOrNull
  valid_until: Timestamp
  told_count: Generated<number>
}

/** @distributed One row per customer or telephone (hashed) that complained: whoever opens a complaint holds it, so that two channels in the same moment see each other. */
export interface ImprovementAsker {
  region_id: number
  key: string
  last_at: Timestamp
}

/** @distributed Complaints by the day they came, in the region's time, with what became of them since. */
export interface ImprovementComplaintDay {
  region_id: number
  day: string
  unit_id: string
  category: string
  place: string
  product: string
  opened: number
  ended: number
  first_time: number
  timed: number
  in_time: number
  repeats: number
  appeals: number
}

/** @distributed How one complaint is counted in complaint_day; what it was counted as is taken away before it is counted anew. No row: not counted (merged, rejected, reclassified). */
export interface ImprovementComplaintFact {
  region_id: number
  ticket_id: string
  day: string
  /** The nil UUID for none, as in place; category and product are empty for none. */
  unit_id: string
  category: string
  place: string
  product: string
  ended: boolean
  first_time: boolean
  timed: boolean
  in_time: boolean
  repeat: boolean
  appeal: boolean
}

/** @distributed A visit after a complaint ended: the first soon, the others in the usual rhythm (TK-28). */
export interface ImprovementFollowUp {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  customer_id: string | null
  unit_id: string | null
  owner_id: string | null
  round: number
  state: 'due' | 'done' | 'not-reached' | 'withdrawn'
  opened_at: Timestamp
  tries: Generated<number>
  channel: string | null
  result: string | null
  said: string | null
  settled_at: TimestampOrNull
  settled_by: string | null
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
}

/** @distributed One thing to be improved: cause, measure, owner, due date, and whether it helped afterwards (QI-13). */
export interface ImprovementItem {
  region_id: number
  id: string
  title: string
  detail: string
  /** A code of rulebook/improvement/improvement-register.yaml: what it came out of. */
  origin: string
  origin_id: string | null
  ticket_id: string | null
  ticket_number: string | null
  category: string | null
  unit_id: string | null
  owner_id: string | null
  cause: string | null
  measure: string | null
  due_on: string | null
  state: 'proposed' | 'acting' | 'done' | 'effective' | 'declined'
  /** Raised by one each time the measure turned out not to help. */
  round: Generated<number>
  /** Colleagues who suggested it: each is told what came of it (IM-08). */
  said_by: Generated<string[]>
  times_said: Generated<number>
  /** Region, category and wording folded: the same suggestion again counts up instead of standing twice. */
  fingerprint: string | null
  /** The item that was found effective before and came back. */
  earlier_id: string | null
  registered_by: string | null
  registered_at: Timestamp
  planned_at: TimestampOrNull
  done_at: TimestampOrNull
  done_by: string | null
  done_note: string | null
  settled_at: TimestampOrNull
  settled_by: string | null
  settled_note: string | null
  /** Complaints before and after, with the test of their difference, when it was verified. */
  effect: JsonOrNull
  /** When the due date passed without the measure done; raised_to has it to push. */
  overdue_at: TimestampOrNull
  raised_to: string | null
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
  version: Generated<number>
}

/** @distributed What is done so that a complaint does not come back: prevent, remedy, maintain (TK-30), the watch after it ended (TK-17), and whether the customer was won back. */
export interface ImprovementLoop {
  region_id: number
  ticket_id: string
  ticket_number: string
  customer_id: string | null
  unit_id: string | null
  owner_id: string | null
  category: string | null
  prevention: string | null
  remedy: string | null
  maintenance: string | null
  planned_by: string | null
  planned_at: TimestampOrNull
  closed_at: TimestampOrNull
  watch_until: TimestampOrNull
  watch_state: 'none' | 'watching' | 'clean' | 'recurred'
  recurred_ticket_id: string | null
  /** When the next visit of the usual rhythm is due (TK-28); null when there is none. */
  next_visit_at: TimestampOrNull
  visits: Generated<number>
  recovered: boolean | null
}

/** @distributed The same thing from many, found by its rate: bound to one parent ticket, reported up by clocks (FS-31), answered with one voice (GV-24). */
export interface ImprovementMass {
  region_id: number
  id: string
  dimension: string
  key: string
  parts: Json
  state: 'suspected' | 'confirmed' | 'dismissed' | 'over'
  began_at: Timestamp
  found_at: Timestamp
  usual_per_day: number
  score: number
  case_count: Generated<number>
  last_case_at: Timestamp
  parent_id: string
  parent_number: string
  unit_id: string | null
  owner_id: string | null
  phenomenon: string | null
  scope: string | null
  handling: string | null
  expected_at: TimestampOrNull
  decided_at: TimestampOrNull
  decided_by: string | null
  reason: string | null
  ended_at: TimestampOrNull
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
}

/** @distributed Each report up the chain of FS-31: phenomenon, scope, handling, expected completion, and who acknowledged it when. */
export interface ImprovementMassReport {
  region_id: number
  id: string
  mass_id: string
  step: string
  phenomenon: string
  scope: string
  handling: string
  expected_at: Timestamp
  sent_by: string | null
  sent_at: Timestamp
  /** Code of the recipient with who acknowledged and when: [{ code, by, at }]. */
  recipients: Json
}

/** @distributed A customer does not accept what a machine decided alone and wants a person to decide and explain. */
export interface ImprovementPersonAsk {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  customer_id: string
  unit_id: string | null
  about: string
  state: 'open' | 'kept' | 'changed'
  asked_at: Timestamp
  answered_at: TimestampOrNull
  answered_by: string | null
  answer: string | null
}

/** @distributed What rates are counted against: lines in use on the day (null before it was counted), and matters of customers taken that day. */
export interface ImprovementReportBase {
  region_id: number
  day: string
  users: number | null
  served: number
}

/** @distributed How many complaints and faults came in each of the 24 hours of the local day. */
export interface ImprovementRhythm {
  region_id: number
  hours: number[]
  updated_at: Timestamp
}

/** @distributed Whose responsibility a complaint was: signed by the departments named, or decided by a named arbiter when they do not agree. */
export interface ImprovementRuling {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  unit_id: string | null
  cause: string
  finding: string
  state: 'proposed' | 'agreed' | 'disputed' | 'arbitrated' | 'withdrawn'
  proposed_by: string | null
  proposed_at: Timestamp
  disputed_at: TimestampOrNull
  arbiter_id: string | null
  former_arbiters: Generated<string[]>
  decision: string | null
  settled_at: TimestampOrNull
  settled_by: string | null
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
}

/** @distributed The share of one department in a ruling and its sign-off. */
export interface ImprovementRulingPart {
  region_id: number
  ruling_id: string
  unit_id: string
  share: number
  state: 'pending' | 'signed' | 'refused'
  answered_by: string | null
  answered_at: TimestampOrNull
  reason: string | null
}

/** @distributed A complaint that is an earlier one again: open still (duplicate: merge or keep apart) or ended not long ago (repeat: another handler, and a second person looks before it ends). */
export interface ImprovementSameMatter {
  region_id: number
  ticket_id: string
  earlier_id: string
  earlier_number: string
  kind: 'duplicate' | 'repeat'
  matched_by: 'customer' | 'phone'
  seconds_between: number
  /** Which complaint about it this is within the window: 2 for the second. */
  nth: number
  category: string | null
  unit_id: string | null
  /** Who ended the earlier one: the repeat counts in their score (TK-31). */
  earlier_closer_id: string | null
  earlier_unit_id: string | null
  found_at: Timestamp
  state: 'open' | 'merged' | 'apart' | 'reviewed'
  settled_at: TimestampOrNull
  settled_by: string | null
  reason: string | null
}

/** @distributed A rule noticed practised complaining (TK-54). A person decides, it expires, the customer may have it corrected; nothing of it stands with the customer or changes what they are promised. */
export interface ImprovementSignal {
  region_id: number
  id: string
  customer_id: string
  facts: Json
  reasons: Json
  state: 'proposed' | 'approved' | 'refused' | 'corrected' | 'expired'
  proposed_at: Timestamp
  decided_at: TimestampOrNull
  decided_by: string | null
  reason: string | null
  expires_at: TimestampOrNull
  objection: string | null
  objected_at: TimestampOrNull
  objection_state: 'open' | 'upheld' | 'rejected' | null
  objection_by: string | null
  objection_at: TimestampOrNull
  objection_answer: string | null
}

/** @distributed What kernels/surge-detection remembers of one key: a few numbers, whatever its history. */
export interface ImprovementSurge {
  region_id: number
  dimension: string
  key: string
  score: number
  since: Timestamp
  cases: number
  last_at: Timestamp
  first_at: Timestamp
  level: number
}

/** @local One message to one subscriber: what happened, how often it was tried and how the last try went. Kept for 30 days. */
export interface IntegrationsDelivery {
  id: string
  subscription_id: string
  region_id: number
  /** Made from the event, so that the same event is never queued twice; the receiver sees it as webhook-id, the same in every try. */
  message_id: string
  event_type: string
  /** Names and ids only: what is sent is read when it is sent, as its receiver may see it then. */
  event: Json
  state: 'waiting' | 'delivered' | 'failed' | 'dropped'
  attempts: Generated<number>
  next_at: TimestampOrNull
  leased_until: TimestampOrNull
  response_status: number | null
  /** Kind of the last failure (timeout, refused, private-address, status), never its data. */
  failure: string | null
  duration_ms: number | null
  created_at: Timestamp
  finished_at: TimestampOrNull
}

/** @distributed Records the open interfaces do not show: deleted through them, or parties that are not customers. The product keeps its history. */
export interface IntegrationsHidden {
  region_id: number
  id: string
  /** troubleTicket, customer, party or partyInteraction. */
  resource: string
  hidden_by: string | null
  hidden_at: Timestamp
}

/** @reference Who is told of events by HTTP: webhooks of ours, signed, and hubs of the TMF interfaces. */
export interface IntegrationsSubscription {
  id: string
  /** Only events of this region; null = all regions, for those whose permission reaches that far. */
  region_id: number | null
  kind: 'webhook' | 'hub'
  /** TMF interface whose envelopes a hub gets, "troubleTicket/v4". */
  face: string | null
  name: string
  callback: string
  /** Webhook: names of our events or patterns such as ticket.*; empty = all. */
  events: Generated<string[]>
  /** Hub: the filter as the client gave it. */
  query: string | null
  /** Sealed with the key of the data directory; signs what is sent (Standard Webhooks). */
  secret: Buffer | null
  /** Until previous_until messages carry a second signature made with it, so that the receiver can change over. */
  previous_secret: Buffer | null
  previous_until: TimestampOrNull
  active: Generated<boolean>
  stopped_because: 'by-hand' | 'failing' | 'gone' | 'owner-left' | null
  /** Since when nothing got through; null after a success. */
  failing_since: TimestampOrNull
  /** Messages say no more than this person may read; when the person leaves, sending stops. */
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}

/** @distributed @append-only What happened in an appeal or a lawsuit, when, and on which document. */
export interface LegalCaseStep {
  region_id: number
  case_id: string
  at: Timestamp
  id: string
  step: string
  note: string | null
  file_ids: Generated<string[]>
  recorded_by: string | null
  recorded_at: Timestamp
}

/** @distributed What may not be deleted for now: whatever deletes or lets expire asks first (TK-20, TK-60). */
export interface LegalHold {
  region_id: number
  id: string
  subject_kind: 'ticket' | 'customer' | 'call' | 'recording'
  subject_id: string
  /** The number of the ticket or customer, or the id of the call: nothing personal. */
  label: string
  reason: string
  unit_id: string | null
  placed_by: string | null
  placed_at: Timestamp
  lifted_by: string | null
  lifted_at: TimestampOrNull
  lift_reason: string | null
}

/** @distributed A complaint, never a person, called malicious: by counsel or a supervisor, with reason and the day on which it ends unless said again (TK-20). */
export interface LegalLabel {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  label: string
  reason: string
  review_on: string
  unit_id: string | null
  set_by: string | null
  set_at: Timestamp
  ended_at: TimestampOrNull
  ended_by: string | null
  end_reason: string | null
}

/** @distributed An appeal or a lawsuit about a complaint: beside it, with the authority's own number and clocks; the complaint goes on by its own (TK-41). */
export interface LegalLinkedCase {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  no: number
  kind: 'appeal' | 'lawsuit'
  authority: string
  authority_number: string | null
  dispute: 'charge' | 'other'
  /** The day of what is disputed: appeals too long after it are not accepted. */
  happened_on: string | null
  /** The name of the last step of rulebook/legal/legal-rules.yaml. */
  state: string
  claim_fen: number | null
  unit_id: string | null
  owner_id: string | null
  recorded_by: string | null
  recorded_at: Timestamp
  ended_at: TimestampOrNull
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
  version: Generated<number>
}

/** @distributed A sealed ZIP with everything about a case, why it was made and by whom (TK-60). */
export interface LegalPack {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  purpose: string
  reason: string
  options: Json
  state: 'making' | 'done' | 'failed'
  failure: string | null
  file_id: string | null
  bytes: number | null
  sha256: Buffer | null
  manifest_sha256: Buffer | null
  key_fingerprint: string | null
  parts: number | null
  redactions: number | null
  /** Sealed: with it the operator can show later what a redacted part said, and nobody can guess it from the hash. */
  salt: Buffer | null
  unit_id: string | null
  requested_by: string | null
  requested_at: Timestamp
  made_at: TimestampOrNull
}

/** @distributed A matter put before counsel, why, and what was decided with which clauses and articles (TK-20, TK-53). */
export interface LegalReferral {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  grounds: string[]
  reason: string
  state: 'open' | 'decided' | 'withdrawn'
  unit_id: string | null
  owner_id: string | null
  referred_by: string | null
  referred_at: Timestamp
  decision: string | null
  decision_note: string | null
  citations: JsonWithDefault
  decided_by: string | null
  decided_at: TimestampOrNull
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
}

/** @reference The installation's own Ed25519 keys for evidence packs; the secret half is sealed with the key of the data directory. */
export interface LegalSigningKey {
  fingerprint: string
  public_key: string
  sealed: Buffer
  made_at: Timestamp
  retired_at: TimestampOrNull
}

/** @distributed A written statement to a customer: only from a template of the rulebook, and only after another person approved it (TK-53). */
export interface LegalStatement {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  template: string
  template_version: number
  language: 'zh-CN' | 'en'
  fields: Json
  body: string
  sha256: Buffer
  state: 'asked' | 'approved' | 'refused'
  unit_id: string | null
  drafted_by: string | null
  drafted_at: Timestamp
  decided_by: string | null
  decided_at: TimestampOrNull
  decision_note: string | null
}

/** @distributed What everybody who calls or writes hears first while it holds (an outage, a storm): words, from when to when, by whom. */
export interface MenusNotice {
  region_id: number
  id: string
  zh: string
  en: string
  /** Name of its recording on the exchange; null = the exchange says nothing of it. */
  recording: string | null
  starts_at: Timestamp
  ends_at: Timestamp
  /** Ended by hand before its time. */
  ended_at: TimestampOrNull
  created_by: string | null
  created_at: Timestamp
}

/** @reference @append-only Every state a calendar has had. New clocks take the newest; a running clock keeps its own. */
export interface NormsCalendarVersion {
  id: string
  calendar_id: string
  version: number
  /** {calendar, base}: base is the calendar whose holidays it borrows, as it was then. */
  content: Json
  hash: string
  created_at: Timestamp
}

/** @reference @append-only The second person's word on a submission. Of the approved ones of a clause the latest effective_from not after an instant was in force then. */
export interface NormsClausePublication {
  submission_id: string
  approved: boolean
  /** Never before the approval, but for the first version of a clause: imported history is judged by it. */
  effective_from: Timestamp
  /** Never the author or submitter. Null = first load of the rulebook files. */
  decided_by: string | null
  decided_at: Timestamp
  note: string | null
}

/** @reference @append-only A version (or its withdrawal) put before a second person. */
export interface NormsClauseSubmission {
  id: string
  clause_version_id: string
  kind: 'publish' | 'withdraw'
  effective_from: Timestamp
  /** Null = the rulebook files. */
  submitted_by: string | null
  submitted_at: Timestamp
  reason: string | null
}

/** @reference @append-only Every wording a clause of the rulebook has had. A running clock keeps the version it started under. */
export interface NormsClauseVersion {
  id: string
  clause_id: string
  version: number
  /** The clause as rulebook/clause.schema.json describes it. */
  content: Json
  /** SHA-256 (hex) of the canonical JSON of content; every row of evidence names it. */
  hash: string
  /** rulebook = came with a release of the product; draft = written on the screen. */
  origin: 'rulebook' | 'draft'
  created_at: Timestamp
  /** Null = the rulebook files. */
  created_by: string | null
  note: string | null
}

/** @distributed One promise to one subject: started and stopped by events, judged by the clause version it started under. No foreign keys to versions and regions: those rows are never deleted, and every start of a clock would lock the same few. */
export interface NormsClock {
  region_id: number
  id: string
  clause_id: string
  clause_version_id: string
  calendar_version_id: string
  promise: string
  subject_kind: string
  /** What the promise is about: a ticket, a task, a contact. No foreign key: norms know subjects and events only. */
  subject_id: string
  /** What the subject is part of (the ticket of a task): its events count too. */
  part_of_id: string | null
  unit_id: string | null
  owner_id: string | null
  owner_kind: 'first-owner' | 'assignee' | 'unit'
  customer_id: string | null
  started_at: Timestamp
  started_by_event: string
  /** What the condition and the table were asked about; yes/no facts that were false are left out. Never personal data. */
  facts: Json
  /** The limit as kernels/working-time takes it, already chosen from the table. */
  time_limit: Json
  /** Row of the clause's table that gave the limit. */
  table_row: string | null
  state: 'running' | 'paused' | 'kept' | 'broken' | 'cancelled'
  /** Last instant at which the promise is kept; null while a pause without end stands before it. */
  due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
  /** When the sweep must look at it next; null when nothing happens by itself. */
  next_at: TimestampOrNull
  /** Counting time left while paused; null otherwise. */
  remaining_ms: number | null
  at_risk_fired_at: TimestampOrNull
  broken_at: TimestampOrNull
  /** When the promised thing was done or called off. A broken promise stays unfinished until then. */
  stopped_at: TimestampOrNull
  stopped_by_event: string | null
  /** When the row was written; later than started_at for imported history. */
  created_at: Timestamp
}

/** @distributed A stretch in which a clock stood still, for a reason its clause allows. */
export interface NormsClockPause {
  region_id: number
  clock_id: string
  from_at: Timestamp
  /** Null while it lasts. */
  to_at: TimestampOrNull
  reason: string
  started_by_event: string
  ended_by_event: string | null
  /** When the customer wrote while the clock stood still: from then on the pause needs an explanation. */
  answered_at: TimestampOrNull
}

/** @local A draft run over past cases, to see before publishing what it would have changed. */
export interface NormsReplay {
  id: string
  clause_id: string
  clause_version_id: string
  /** Regions looked at; null = all. */
  region_ids: number[] | null
  from_at: Timestamp
  to_at: Timestamp
  most: number
  state: 'running' | 'done' | 'failed'
  done: Generated<number>
  total: number
  before: JsonOrNull
  after: JsonOrNull
  changed: Generated<number>
  requested_by: string | null
  created_at: Timestamp
  finished_at: TimestampOrNull
}

/** @local A case whose outcome the draft would have changed; the first ones only, replay.changed counts all. */
export interface NormsReplayCase {
  replay_id: string
  position: number
  region_id: number
  subject_kind: string
  subject_id: string
  before: string | null
  after: string | null
  before_due_at: TimestampOrNull
  after_due_at: TimestampOrNull
}

/** @distributed Work we begin: whom to reach, why, with which words, when it is allowed and how often (CC-33). */
export interface OutboundCampaign {
  region_id: number
  id: string
  name: string
  /** A code of rulebook/outbound.yaml: says which consent is needed. */
  purpose: string
  channel: 'phone' | 'sms'
  state: 'draft' | 'running' | 'paused' | 'ended'
  /** seats-moved: the surge ladder took its people; it goes on when they return. */
  paused_because: 'person' | 'seats-moved' | null
  unit_id: string
  /** Filter over customers: grades, vip, kind, unitId, area, service, planCode, number of days since we last turned to them. */
  audience: JsonWithDefault
  script_zh: string
  script_en: string
  calendar: string
  cap_contacts: number
  cap_days: number
  most_tries: number
  starts_on: string
  ends_on: string
  created_by: string | null
  created_at: Timestamp
  listed_at: TimestampOrNull
  ended_at: TimestampOrNull
  version: Generated<number>
}

/** @distributed Every time one of ours turned to somebody: on which case or list, or by which exception (CC-20), and what came of it. */
export interface OutboundContact {
  region_id: number
  id: string
  tied_to: 'campaign' | 'ticket' | 'exception'
  campaign_id: string | null
  target_id: string | null
  ticket_id: string | null
  customer_id: string | null
  channel: 'phone' | 'sms'
  purpose: string
  unit_id: string | null
  staff_id: string | null
  exception_reason: string | null
  /** Who was called outside any case, in part; the whole number is not kept. */
  exception_number: string | null
  sms_id: string | null
  began_at: Timestamp
  ended_at: TimestampOrNull
  result: string | null
  note: string | null
  call_again_at: TimestampOrNull
}

/** @distributed Who works on a campaign. */
export interface OutboundMember {
  region_id: number
  campaign_id: string
  staff_id: string
  /** Since when the surge ladder has the person elsewhere; null when they are here. */
  moved_at: TimestampOrNull
}

/** @distributed One customer on the list of a campaign. */
export interface OutboundTarget {
  region_id: number
  id: string
  campaign_id: string
  customer_id: string
  state: 'waiting' | 'taken' | 'later' | 'done' | 'left-out'
  /** Why the customer was left out or comes later: no-consent, cap, no-number, do-not-disturb, gone, or a result. */
  why: string | null
  place: number
  /** Who has it; while it comes later, who spoke with the customer and is asked first. */
  staff_id: string | null
  taken_at: TimestampOrNull
  due_at: TimestampOrNull
  tries: Generated<number>
  result: string | null
  result_at: TimestampOrNull
}

/** @reference How a person signs in. A person without a row, or a service account without a password, cannot. */
export interface PeopleAccount {
  staff_id: string
  login: string
  /** argon2id in PHC form; null = signs in by OIDC or tokens only. */
  password_hash: string | null
  password_changed_at: TimestampOrNull
  /** The password was given by somebody else: it opens nothing but its own change, and only for the days of the policy. */
  must_change: Generated<boolean>
  /** Sealed with the key of the data directory; a database dump alone does not reveal it. */
  totp_secret: Buffer | null
  totp_enabled_at: TimestampOrNull
  /** Time step of the last accepted code: a code counts once. */
  totp_last_step: number | null
  oidc_subject: string | null
}

/** @reference Bearer tokens. A token does at most what its owner may do, and of that only what its scopes name. */
export interface PeopleApiToken {
  id: string
  hash: Buffer
  staff_id: string
  name: string
  /** Verb patterns: {ticket.*, customer.read}; {*} = everything its owner may. */
  scopes: string[]
  created_at: Timestamp
  expires_at: TimestampOrNull
  last_used_at: TimestampOrNull
  revoked_at: TimestampOrNull
}

/** @local A sign-in that was sent to the identity provider and has not come back. */
export interface PeopleOidcFlow {
  state_hash: Buffer
  nonce: string
  code_verifier: string
  created_at: Timestamp
}

/** @reference Earlier passwords, as many as the policy remembers, so that they are not used again. */
export interface PeoplePasswordHistory {
  staff_id: string
  changed_at: Timestamp
  password_hash: string
}

/** @local Passed the password or the identity provider, owes the second factor; a few minutes. */
export interface PeoplePendingSignIn {
  hash: Buffer
  staff_id: string
  method: 'password' | 'oidc'
  attempts: Generated<number>
  created_at: Timestamp
  expires_at: Timestamp
}

/** @reference Codes that each replace the second factor once. 80 random bits, so a plain hash suffices. */
export interface PeopleRecoveryCode {
  staff_id: string
  hash: Buffer
  used_at: TimestampOrNull
}

/** @reference Grows with every change of units or roles: processes know by it that what they remember is old. */
export interface PeopleRevision {
  name: string
  number: number
}

/** @reference Roles as rulebook/roles.yaml has them; brought in line at every start, never edited here. */
export interface PeopleRole {
  code: string
  name_zh: string
  name_en: string
  /** Verb pattern to scope: {"ticket.*": "unit"}. */
  grants: Json
  /** Classes of personal data shown unmasked without a stated purpose. */
  sees: string[]
  /** Its grants count only in a session that passed a second factor. */
  two_factor: boolean
  service: boolean
  active: boolean
}

/** @local Signed-in browsers. The cookie holds the secret, the row only its SHA-256. No foreign key: staff are never deleted. */
export interface PeopleSession {
  hash: Buffer
  id: string
  staff_id: string
  created_at: Timestamp
  /** Written at most once a minute; idle time of the policy counts from it. */
  last_seen_at: Timestamp
  /** Absolute end, whatever is done until then. */
  expires_at: Timestamp
  ip: string | null
  user_agent: string | null
  method: 'password' | 'oidc'
  second_factor_at: TimestampOrNull
  revoked_at: TimestampOrNull
}

/** @local Failures per typed login, whether or not it exists, so that a lock does not tell which logins exist. */
export interface PeopleSignInFailure {
  /** SHA-256 of the login in lower case. */
  login_hash: Buffer
  count: number
  first_at: Timestamp
  locked_until: TimestampOrNull
}

/** @local Attempts per address and per login in a window, counted over all processes. */
export interface PeopleSignInRate {
  key: Buffer
  window_at: Timestamp
  count: number
}

/** @reference Skills as rulebook/skills.yaml has them; brought in line at every start. */
export interface PeopleSkill {
  code: string
  name_zh: string
  name_en: string
  active: boolean
}

/** @reference Everybody who works for the operator or a partner, by job number. Never deleted: history names them. */
export interface PeopleStaff {
  id: string
  region_id: number
  unit_id: string
  job_number: string
  name: string
  email: string | null
  phone: string | null
  status: Generated<'active' | 'deactivated'>
  language: Generated<'zh-CN' | 'en'>
  theme: Generated<'light' | 'dark' | 'system'>
  created_at: Timestamp
  /** Grows with every change of the person, roles and skills included; cached permissions are keyed by it. */
  version: Generated<number>
  /** The region lists and new records are about while nothing else is named; null = region_id. Counts only as long as the roles reach it. */
  working_region_id: number | null
}

/** @reference Who holds which role where; scope "subtree" reaches from that unit down. */
export interface PeopleStaffRole {
  staff_id: string
  role_code: string
  unit_id: string
  granted_at: Timestamp
  granted_by: string | null
}

/** @reference Skill levels, 1 beginner to 5 expert. */
export interface PeopleStaffSkill {
  staff_id: string
  skill_code: string
  level: number
}

/** @reference The tree of units: group, provinces, cities, counties, halls, departments, agencies, teams. */
export interface PeopleUnit {
  id: string
  /** Null only above the regions (the group). */
  region_id: number | null
  parent_id: string | null
  /** Codes from the root, "/group/hn/hn-hotline/": everything below a unit begins with its path. */
  path: string
  level: 'group' | 'province' | 'city' | 'county' | 'hall' | 'team' | 'agency' | 'department'
  code: string
  name_zh: string
  name_en: string
  ownership: 'own' | 'partner' | 'agency'
  active: Generated<boolean>
  version: Generated<number>
}

/** @distributed @append-only Who looked at or changed what, for which stated purpose. Field names only, never values. */
export interface PlatformAudit {
  region_id: number
  at: Timestamp
  id: string
  actor_kind: string
  actor_id: string | null
  verb: string
  subject_kind: string | null
  subject_id: string | null
  fields: string[] | null
  purpose: string | null
  ip: string | null
  request_id: string | null
  outcome: string
  detail: JsonOrNull
}

/** @local How far a reader of platform.event or platform.evidence has come: everything up to (xid, seq) is done. A restored database has xids of its own, so restore rewrites the position. */
export interface PlatformCursor {
  name: string
  /** The table it reads. */
  source: Generated<'platform.event' | 'platform.evidence'>
  xid: string
  seq: number
  updated_at: Timestamp
}

/** @local @append-only Everything that happened, written in the transaction that made it happen. Readers go by (xid, seq) below pg_snapshot_xmin(pg_current_snapshot()): seq alone would pass over a transaction that commits late. */
export interface PlatformEvent {
  region_id: number
  /** Restore keeps the set of numbers but may swap them, so that they alone follow the order of (xid, seq): do not store them elsewhere. */
  seq: GeneratedAlways<number>
  xid: Generated<string>
  name: string
  subject_kind: string
  subject_id: string
  actor_kind: string
  actor_id: string | null
  data: JsonWithDefault
  /** When it happened in the world; earlier than recorded_at for imported history. */
  occurred_at: Timestamp
  recorded_at: TimestampWithDefault
  request_id: string | null
}

/** @distributed @append-only What shows that a promise was kept or broken. Sealed in batches into a hash chain, so a later change can be seen. */
export interface PlatformEvidence {
  region_id: number
  id: string
  seq: GeneratedAlways<number>
  xid: Generated<string>
  kind: string
  subject_kind: string
  subject_id: string
  payload: Json
  /** SHA-256 over the canonical JSON of the row without seq and xid. */
  digest: Buffer
  at: Timestamp
}

/** @local @append-only Which evidence a seal covers, in order. The unique key makes sealing twice impossible. No foreign key to evidence: that table is distributed. */
export interface PlatformEvidenceLeaf {
  seal_no: number
  position: number
  region_id: number
  evidence_id: string
  digest: Buffer
}

/** @local @append-only One link of the chain: hash = SHA-256(no, count, root, previous); root is the Merkle root of the leaves in order. */
export interface PlatformEvidenceSeal {
  no: number
  count: number
  root: Buffer
  previous: Buffer
  hash: Buffer
  sealed_at: Timestamp
}

/** @distributed A file somebody attached; the bytes lie in the blob store under their SHA-256 and are shared by equal files. */
export interface PlatformFile {
  region_id: number
  id: string
  sha256: Buffer
  size: number
  /** From the content, not from what the sender claimed. */
  media_type: string
  name: string
  subject_kind: string
  subject_id: string
  created_by_kind: string
  created_by: string | null
  created_at: Timestamp
  deleted_at: TimestampOrNull
}

/** @local The reply to a write that carried an idempotency key, given again when the same request comes again. */
export interface PlatformIdempotency {
  actor_id: string
  key: string
  operation: string
  request_hash: Buffer
  /** Null while the first request is still running. */
  status: number | null
  response: JsonOrNull
  created_at: Timestamp
}

/** @local Wake-ups and background work. A deadline of the product never lives here: its own table holds it, a job only looks. */
export interface PlatformJob {
  id: string
  kind: string
  /** At most one unfinished job per (kind, key); null = any number. */
  key: string | null
  payload: JsonWithDefault
  region_id: number | null
  due_at: Timestamp
  attempts: Generated<number>
  max_attempts: Generated<number>
  /** A worker that died lets the lease run out and another takes the job. */
  leased_until: TimestampOrNull
  leased_by: string | null
  /** Code or class of the error, never its data. */
  last_error: string | null
  created_at: TimestampWithDefault
  finished_at: TimestampOrNull
}

/** @local Which migration files this database has seen. */
export interface PlatformMigration {
  name: string
  checksum: string
  applied_at: TimestampWithDefault
}

/** @reference A provincial company: the natural cell of an operator and the key by which growing tables are spread. */
export interface PlatformRegion {
  id: number
  /** Two letters; part of every human-readable number, e.g. HN-20261124-000123. */
  code: string
  name_zh: string
  name_en: string
  /** IANA name. Calendars and daily numbers follow it. */
  time_zone: string
}

/** @reference Switches of the whole installation. */
export interface PlatformSetting {
  key: string
  value: Json
}

/** @local Live processes; one without a recent heartbeat is dead and its leases may be taken. */
export interface PlatformWorker {
  id: string
  roles: string[]
  started_at: TimestampWithDefault
  heartbeat_at: Timestamp
}

/** @distributed Somebody is asked to stay longer or to come in (CC-16, CC-17), in the order of the list, and says yes or no. */
export interface PlaybooksCallIn {
  region_id: number
  id: string
  deed_id: string
  staff_id: string
  kind: 'longer' | 'overtime'
  rank: number
  minutes: number
  asked_at: Timestamp
  answer: 'accepted' | 'declined' | 'withdrawn' | null
  answered_at: TimestampOrNull
  answered_by: string | null
}

/** @distributed A step that was carried out, until it is taken back. */
export interface PlaybooksDeed {
  region_id: number
  id: string
  run_id: string
  proposal_id: string
  playbook_id: string
  step_id: string
  channel: string
  taken_at: Timestamp
  taken_by: string | null
  people: number
  /** What is needed to take it back besides people: the notice, the former capacities; and who was passed over. */
  detail: JsonWithDefault
  undone_at: TimestampOrNull
  undone_by: string | null
  /** When its effect is measured next; null = measured for the last time. */
  next_effect_at: TimestampOrNull
}

/** @distributed @append-only The queue just before a step (0) and so many minutes after it. */
export interface PlaybooksEffect {
  region_id: number
  deed_id: string
  after_minutes: number
  measured_at: Timestamp
  waiting: number
  longest_wait_seconds: number
  /** Whose wait ended in the minutes before (rulebook/surge.yaml), and of these within the promised seconds. */
  answered: number
  answered_within: number
  abandoned: number
  agents: number
}

/** @distributed One row per region. Whoever looks at the floor for the playbooks holds it: one process at a time, and the next when that one dies. */
export interface PlaybooksGround {
  region_id: number
  looked_at: TimestampOrNull
  /** Seats there are; null = not told, then nothing is held back by them. */
  physical_seats: number | null
  /** A supervisor said that a system problem cannot be mended shortly (CC-17); null = none. */
  problem_since: TimestampOrNull
  problem_note: string | null
  problem_by: string | null
  /** Customers hit by a declared outage, as the supervisor was told. */
  outage_customers: number | null
  /** Figures by measure as they were last looked at. */
  values: JsonWithDefault
}

/** @distributed What a run was told, in order: observations, and what people did. A run in which nothing was proposed is forgotten with its inputs. */
export interface PlaybooksInput {
  region_id: number
  run_id: string
  no: number
  input: Json
  by: string | null
}

/** @distributed Who was moved by a step, from which state, and back to which. */
export interface PlaybooksMove {
  region_id: number
  deed_id: string
  staff_id: string
  from_state: string
  from_reason: string | null
  moved_at: Timestamp
  returned_at: TimestampOrNull
  returned_to: string | null
}

/** @distributed A step put before the supervisor; answering it in time is a promise (CC-11). */
export interface PlaybooksProposal {
  region_id: number
  id: string
  run_id: string
  playbook_id: string
  kind: 'take' | 'undo'
  step_id: string
  unit_id: string
  channel: string
  queue_codes: string[]
  reason: Json
  proposed_at: Timestamp
  /** Who started the step by hand; null = the playbook. */
  proposed_by: string | null
  answered_at: TimestampOrNull
  /** Null with an answer: the product itself, in automatic mode or because the reason was gone. */
  answered_by: string | null
  answer: 'executed' | 'declined' | 'withdrawn' | null
  note: string | null
}

/** @distributed A playbook from the first sign of a surge until everything is as before. Its state follows from its inputs alone. */
export interface PlaybooksRun {
  region_id: number
  id: string
  playbook_id: string
  /** The playbook as it was when the run began, jumps as the region allows them. */
  book: Json
  state: Json
  inputs: number
  started_at: Timestamp
  started_by: string | null
  ended_at: TimestampOrNull
}

/** @distributed How a playbook is used in a region; without a row it proposes. Automatic needs a second person, until then it is wanted. */
export interface PlaybooksSetting {
  region_id: number
  playbook_id: string
  mode: 'off' | 'propose' | 'automatic'
  /** Step → allowed, where the region says otherwise than the rulebook. */
  jumps: JsonWithDefault
  wanted_mode: string | null
  wanted_by: string | null
  wanted_at: TimestampOrNull
  set_by: string | null
  approved_by: string | null
  set_at: Timestamp
}

/** @distributed What a caller left for a subscriber, read back to the caller at least once (CC-31), and by which ways it went out. */
export interface SecretaryMessage {
  region_id: number
  id: string
  subscription_id: string
  customer_id: string
  conversation_id: string | null
  mode: 'own' | 'forwarded' | 'named'
  caller_name: string
  caller_number: string | null
  recipient_number: string
  content: string
  urgent: Generated<boolean>
  said_back_at: Timestamp
  read_backs: number
  read_back_at: Timestamp
  addition_asked_at: Timestamp
  taken_by: string | null
  taken_at: Timestamp
  sms_id: string | null
  mail_id: string | null
  /** When the subscriber saw it at the portal. */
  read_at: TimestampOrNull
}

/** @distributed A customer whose calls the secretary desk takes (CC-30). */
export interface SecretarySubscription {
  region_id: number
  id: string
  customer_id: string
  /** The number calls are forwarded from, and from which the owner calls themselves; digits only. */
  own_number: string
  title_zh: string
  title_en: string
  /** What a caller hears: forwarded = the information centre (SC-06), named = the desk of the owner (SC-07). */
  greeting: 'forwarded' | 'named'
  instructions: Generated<string>
  /** For the desk alone and shown only when asked for: a caller is never told where the owner is. */
  whereabouts: Generated<string>
  by_sms: boolean
  email: string | null
  active_from: Timestamp
  ended_at: TimestampOrNull
  version: Generated<number>
  updated_at: Timestamp
}

/** @distributed Short messages on their way out. Queued until a gateway took it, with the reason; delivered only when the network said so. */
export interface SmsMessage {
  region_id: number
  id: string
  to_number: string
  body: string
  purpose: string
  subject_kind: string
  subject_id: string
  customer_id: string | null
  state: 'queued' | 'sent' | 'delivered' | 'failed'
  /** Why it is not further: no-gateway, or what the gateway or the network said. */
  reason: string | null
  attempts: Generated<number>
  /** What the gateway calls it. */
  provider_id: string | null
  written_by: string | null
  created_at: Timestamp
  tried_at: TimestampOrNull
  sent_at: TimestampOrNull
  settled_at: TimestampOrNull
}

/** @distributed One question to one customer about one closing of a ticket, with the answer (KP-01, KP-12). */
export interface SurveysSurvey {
  region_id: number
  id: string
  ticket_id: string
  ticket_number: string
  ticket_kind: string
  customer_id: string | null
  /** Whom we asked, for the bound on how often: the customer, else a hash of the address, else the ticket. */
  respondent: string
  /** The channel of the ticket. */
  channel: string
  /** Who had worked on the ticket when it was closed; unit_id likewise. */
  staff_id: string | null
  unit_id: string | null
  language: string
  token_hash: Buffer
  /** Which closing was asked about: a ticket reopened and closed again is asked about again. */
  closed_at: Timestamp
  asked_at: Timestamp
  expires_at: Timestamp
  answered_at: TimestampOrNull
  changed_at: TimestampOrNull
  answered_by: 'thread' | 'link' | null
  process_score: number | null
  result_score: number | null
  /** The lower of the two scores given. */
  score: number | null
  reasons: Generated<string[]>
  comment: string | null
  /** When the score first was low. Stays when the customer changes the answer: the follow-up was promised. */
  low_at: TimestampOrNull
  follow_up_ticket_id: string | null
}

/** @distributed The same steps taken on many tickets, each in a transaction of its own. */
export interface TicketsBulkChange {
  region_id: number
  id: string
  staff_id: string
  steps: Json
  state: 'running' | 'done' | 'undoing' | 'undone'
  total: number
  created_at: Timestamp
  finished_at: TimestampOrNull
  undo_until: TimestampOrNull
  undone_at: TimestampOrNull
}

/** @distributed What became of each ticket of a bulk change. */
export interface TicketsBulkItem {
  region_id: number
  bulk_id: string
  position: number
  ticket_id: string
  outcome: 'waiting' | 'done' | 'refused' | 'undone' | 'partly' | 'kept'
  refusal: string | null
  /** Fields the change touched, as they were; after: as it left them. Undoing puts back what still is as the change left it. */
  before: JsonOrNull
  after: JsonOrNull
  /** Fields not put back: somebody changed them since, or the machine has no way back. */
  kept: Generated<string[]>
}

/** @distributed A list written into a file for one person, for a stated purpose, for some days. */
export interface TicketsExport {
  region_id: number
  id: string
  staff_id: string
  filter: Json
  sort: string
  columns: string[]
  format: 'csv' | 'xlsx'
  language: 'zh-CN' | 'en'
  purpose: string
  state: 'running' | 'done' | 'failed' | 'expired'
  /** Classes of personal data that stand masked in the file, because the exporter may not see them. */
  masked: Generated<string[]>
  /** Tickets found when it began, counted no further than may be exported. */
  total: number | null
  done: Generated<number>
  file_id: string | null
  bytes: number | null
  created_at: Timestamp
  finished_at: TimestampOrNull
  expires_at: Timestamp
}

/** @distributed Who wants to hear of a ticket without owning it. */
export interface TicketsFollower {
  region_id: number
  ticket_id: string
  staff_id: string
  since: Timestamp
}

/** @distributed Grams so frequent among recent tickets that reading the newest tickets finds them sooner than the index does. Written anew every hour; a search is right without it, only slower. */
export interface TicketsGramShare {
  region_id: number
  gram: string
  /** Share of recent tickets that contain it, 0..1. */
  share: number
}

/** @distributed Every transfer: why, to whom, what the receiver must know. Warm ones wait for an answer, assigned ones are cold. Answerability moves when somebody accepts. */
export interface TicketsHandover {
  region_id: number
  id: string
  ticket_id: string
  status: 'offered' | 'accepted' | 'declined' | 'withdrawn' | 'assigned'
  from_staff_id: string | null
  to_staff_id: string | null
  to_unit_id: string
  to_queue_code: string | null
  reason: string
  summary: string
  customer_agreed: boolean
  offered_at: Timestamp
  answered_at: TimestampOrNull
  answered_by: string | null
  answer: string | null
}

/** @distributed How tickets belong together; read as "from was merged into / duplicates / was caused by / was split from / follows up to". */
export interface TicketsLink {
  region_id: number
  from_id: string
  to_id: string
  kind: 'merged' | 'duplicate' | 'related' | 'caused-by' | 'split' | 'follow-up'
  created_by: string | null
  created_at: Timestamp
}

/** @distributed Steps people take again and again, under one name. */
export interface TicketsMacro {
  region_id: number
  id: string
  name: string
  owner_id: string
  sharing: 'me' | 'unit' | 'region'
  unit_id: string | null
  /** MacroStep of the contract. */
  steps: Json
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

/** @distributed Who was called by name in a note, and whether they have looked. */
export interface TicketsMention {
  region_id: number
  staff_id: string
  at: Timestamp
  note_id: string
  ticket_id: string
  read_at: TimestampOrNull
}

/** @distributed @append-only What was said: notes among us, replies to the customer, words of the customer, words of the system. */
export interface TicketsNote {
  region_id: number
  ticket_id: string
  at: Timestamp
  id: string
  kind: 'note' | 'reply' | 'system' | 'customer'
  visible_to_customer: boolean
  body: string
  channel: string | null
  author_kind: string
  author_id: string | null
  mentions: Generated<string[]>
  file_ids: Generated<string[]>
}

/** @distributed Leased runs of numbers. Each opening locks a free run and not the counter, so openings of one region do not wait for each other. */
export interface TicketsNumberBlock {
  region_id: number
  day: string
  id: string
  next: number
  last: number
}

/** @distributed The last ticket number leased in a region on a day of its own time zone. */
export interface TicketsNumberCounter {
  region_id: number
  day: string
  last: number
}

/** @distributed A pause asked for a reason that needs a second person. It acts on the promises from its approval only; unanswered it never does. */
export interface TicketsPauseAsk {
  region_id: number
  id: string
  ticket_id: string
  stands: 'pending' | 'held'
  reason: string
  /** What happened, in the words of whoever asks. */
  detail: string | null
  ticket_status: string
  /** The ticket's status_at when it was asked: once the ticket has moved on, the ask has lapsed. */
  ticket_status_at: Timestamp
  asked_by: string | null
  asked_at: Timestamp
  approved: boolean | null
  decided_by: string | null
  decided_at: TimestampOrNull
  note: string | null
}

/** @reference Where tickets wait for a person: a unit, the matters it takes, and how work is given out. */
export interface TicketsQueue {
  code: string
  region_id: number
  unit_id: string
  name_zh: string
  name_en: string
  /** pull: people take from the queue; the others give each ticket to a member at once. */
  strategy: 'pull' | 'round-robin' | 'load' | 'skill'
  skill: string | null
  /** Kinds of ticket taken here; empty = all. */
  kinds: Generated<string[]>
  /** Branches of the category tree taken here; the longest matching branch wins, empty = all. */
  categories: Generated<string[]>
  /** Among equally fitting queues the lowest wins. */
  rank: Generated<number>
  active: Generated<boolean>
}

/** @reference Who works from a queue. */
export interface TicketsQueueMember {
  queue_code: string
  staff_id: string
  active: Generated<boolean>
}

/** @distributed When a member last got a ticket: whose turn it is next. */
export interface TicketsQueueTurn {
  region_id: number
  queue_code: string
  staff_id: string
  last_at: Timestamp
}

/** @distributed Who was kept away from a ticket, by whom, when and why. Insert only. */
export interface TicketsRecusal {
  region_id: number
  ticket_id: string
  staff_id: string
  /** dispute: the customer complains about who handles it; carried-over: from the ticket it came out of. */
  cause: 'dispute' | 'complained-about' | 'own-wish' | 'conflict' | 'carried-over'
  reason: string
  by_kind: string
  by_id: string | null
  at: Timestamp
}

/** @distributed @append-only Every step of a ticket through its machine; the first has no from. */
export interface TicketsStatusChange {
  region_id: number
  ticket_id: string
  at: Timestamp
  id: string
  from_status: string | null
  to_status: string
  reason: string | null
  detail: string | null
  actor_kind: string
  actor_id: string | null
}

/** @distributed What a ticket asks of another department: with its own clocks, acceptance, result and the rating the window gives. */
export interface TicketsTask {
  region_id: number
  id: string
  ticket_id: string
  title: string
  detail: string
  status: 'assigned' | 'accepted' | 'done' | 'declined' | 'cancelled'
  unit_id: string
  assignee_id: string | null
  given_by: string | null
  given_at: Timestamp
  accepted_by: string | null
  accepted_at: TimestampOrNull
  finished_by: string | null
  finished_at: TimestampOrNull
  result: string | null
  decline_reason: string | null
  rating: number | null
  rating_comment: string | null
  rated_by: string | null
  rated_at: TimestampOrNull
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
  updated_at: Timestamp
}

/** @distributed A matter of a customer, from the first word to the closed loop. Its promises are clocks of the norms. */
export interface TicketsTicket {
  region_id: number
  id: string
  number: string
  kind: 'inquiry' | 'request' | 'complaint' | 'fault'
  /** The TMF621 machine: pending = we wait for the customer, held = we are stopped by ourselves. */
  status: 'acknowledged' | 'inProgress' | 'pending' | 'held' | 'resolved' | 'closed' | 'cancelled' | 'rejected'
  status_reason: string | null
  status_at: Timestamp
  title: string
  description: string
  /** What the kind of ticket asks for beside the description, see forms.ts. */
  form: JsonWithDefault
  customer_id: string | null
  line_id: string | null
  contact_name: string | null
  contact_phone: string | null
  contact_email: string | null
  channel: 'chat' | 'email' | 'phone' | 'hall' | 'portal' | 'api' | 'letter' | 'social' | 'regulator'
  source: 'customer' | 'regulator-12300' | 'regulator-12315' | 'city-12345' | 'spam-12321' | 'media' | 'survey' | 'monitoring' | 'internal'
  category: string | null
  severity: 'general' | 'important' | 'major' | 'collective'
  urgency: 'low' | 'normal' | 'high'
  scope: 'one' | 'several' | 'area' | 'wide'
  priority: 'P1' | 'P2' | 'P3' | 'P4'
  /** The row of the priority table with its words, or the reason a person gave. */
  priority_because: Json
  priority_overridden: Generated<boolean>
  customer_grade: string | null
  /** Facts of the customer and the line when the ticket was opened; clauses are asked with these. */
  facts: JsonWithDefault
  major: Generated<boolean>
  /** The first person asked: set once, never changed. */
  first_owner_id: string | null
  /** Who is answerable now. Moves only when the receiver accepts. */
  owner_id: string | null
  assignee_id: string | null
  queue_code: string | null
  unit_id: string | null
  parent_id: string | null
  merged_into_id: string | null
  opened_at: Timestamp
  accepted_at: TimestampOrNull
  first_answered_at: TimestampOrNull
  /** A person has answered since the ticket was opened or reopened. */
  answered: Generated<boolean>
  /** Since when a word of the customer waits for ours; null when we had the last word. */
  customer_wrote_at: TimestampOrNull
  arrived_at: TimestampOrNull
  restored_at: TimestampOrNull
  resolved_at: TimestampOrNull
  closed_at: TimestampOrNull
  reopened_count: Generated<number>
  /** The earliest deadline among unfinished clocks; null when none runs. */
  next_due_at: TimestampOrNull
  at_risk_at: TimestampOrNull
  requested_resolution_at: TimestampOrNull
  external_id: string | null
  tags: Generated<string[]>
  resolution: string | null
  root_cause: 'operating-error' | 'system-fault' | 'service-loophole' | 'unfounded' | null
  /** Who asked the customer, when, by which channel, and what they said. */
  confirmation: JsonOrNull
  task_count: Generated<number>
  child_count: Generated<number>
  /** Search index over search_text made by kernels/text, and @ with the region, so that one region's search never touches the rows of another. */
  grams: string[]
  version: Generated<number>
  /** Version at which each field was last changed: two people who edit different fields both win. */
  field_versions: JsonWithDefault
  created_at: Timestamp
  updated_at: Timestamp
  /** Attributes of TMF621 that have no place of their own. */
  tmf: JsonWithDefault
  /** What search rechecks after the index, in the form of kernels/text: number, title, description and contact name, then ☎ telephone, then ✉ mail. The signs cannot come from the text, so who may not see a telephone number finds it only whole. */
  search_text: Generated<string>
  /** Who is kept away from the matter: they neither have it nor get it, and no verb of theirs changes it. */
  avoid_staff_ids: Generated<string[]>
}

/** @distributed A saved list: filter, order and columns. Those that come with the product are in rulebook/views.yaml. */
export interface TicketsView {
  region_id: number
  id: string
  name: string
  owner_id: string
  sharing: 'me' | 'unit' | 'region'
  /** Shared with this unit and everything below it. */
  unit_id: string | null
  /** TicketFilter of the contract; "me" stays a word, so that a shared view means each reader. */
  filter: Json
  sort: 'due' | 'newest' | 'oldest' | 'stale' | 'priority' | 'closed'
  columns: string[]
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

/** @distributed How a person has arranged the views. */
export interface TicketsViewPlace {
  region_id: number
  staff_id: string
  view_key: string
  position: number
  hidden: boolean
}

/** @distributed What a shift of the VIP desk leaves to the next: the open promises with their due times as they stood, and who took them over (CC-29). */
export interface VipHandover {
  region_id: number
  id: string
  unit_id: string
  from_staff_id: string | null
  note: Generated<string>
  promises: Json
  given_at: Timestamp
  taken_by: string | null
  taken_at: TimestampOrNull
}

/** @distributed What a VIP customer needs or wishes, passed to their account manager as a task (CC-29). */
export interface VipNeed {
  region_id: number
  id: string
  customer_id: string
  ticket_id: string
  ticket_number: string
  task_id: string
  /** A code of rulebook/vip.yaml. */
  kind: string
  detail: string
  wanted_by: TimestampOrNull
  reach_at: string | null
  to_staff_id: string | null
  to_unit_id: string
  /** The desk that recorded it. */
  unit_id: string | null
  recorded_by: string | null
  recorded_at: Timestamp
}

/** @distributed How a VIP customer is addressed, and what helps to serve them well (CC-28). */
export interface VipProfile {
  region_id: number
  customer_id: string
  title_zh: string
  title_en: string
  care: Generated<string>
  updated_at: Timestamp
  updated_by: string | null
}

/** @distributed One telephone call; its conversation in contacts ties it to a customer and a ticket. */
export interface VoiceCall {
  region_id: number
  id: string
  conversation_id: string
  direction: 'in' | 'out'
  /** The neutral call model of kernels/call; an adapter only carries it out. */
  state: 'ringing' | 'queued' | 'offered' | 'connected' | 'held' | 'consulting' | 'conference' | 'ended'
  /** Counts up with every change, so that a late answer never replaces a newer one. */
  version: Generated<number>
  queue_code: string | null
  unit_id: string | null
  customer_id: string | null
  language: 'zh-CN' | 'en'
  offered_to: string | null
  offered_at: TimestampOrNull
  offer_ends_at: TimestampOrNull
  /** Who serves the customer now, or served them last. */
  staff_id: string | null
  started_at: Timestamp
  queued_at: TimestampOrNull
  answered_at: TimestampOrNull
  ended_at: TimestampOrNull
  /** Who let go first (SC-13); a customer whose line was lost counts as system. */
  ended_by: 'customer' | 'agent' | 'system' | null
  end_reason: string | null
  /** Which text about recording the customer was shown before the call; without it nothing is recorded. */
  announced_version: string | null
  transfer_summary: string | null
  /** When the caller nobody could hear was asked, try by try (CC-26). */
  inaudible_at: Generated<Date[]>
  /** Who owes the result of the call; null when nobody does. */
  wrap_up_staff_id: string | null
  result: string | null
  result_at: TimestampOrNull
  /** The customer hung up and is called when their turn comes: asked · calling (their end rings) · reached · unreached. Null: they are on the line. */
  callback: 'asked' | 'calling' | 'reached' | 'unreached' | null
  callback_tries: Generated<number>
  /** When the page of a customer who is to be called back was last open: their browser can be rung while it is. */
  callback_seen_at: TimestampOrNull
}

/** @local Who holds the line to an exchange: it tells its events to one listener only. */
export interface VoiceExchange {
  name: string
  owner: string
  /** By the clock of the database; a listener that is gone is replaced after it. */
  lease_until: Timestamp
}

/** @distributed One party's end of a call: who, since when, and which adapter carries its sound. */
export interface VoiceLeg {
  region_id: number
  id: string
  call_id: string
  no: number
  party: 'customer' | 'agent' | 'colleague' | 'supervisor'
  staff_id: string | null
  /** browser: WebRTC in the party's own browser. Others are adapters of the port in server/capabilities/voice/ports.ts. */
  driver: string
  state: 'ringing' | 'connected' | 'ended'
  mode: 'listen' | 'whisper' | 'barge' | null
  began_at: Timestamp
  connected_at: TimestampOrNull
  /** Last word of whoever carries the leg; a silent leg counts as lost. */
  last_seen_at: Timestamp
  ended_at: TimestampOrNull
  end_reason: string | null
  /** Name of this end with whoever carries it: the channel of an exchange. Null in a browser. */
  outside: string | null
}

/** @distributed What was said, as one of our browsers heard it without a break: the customer left, our side right. Handing a call over begins another. */
export interface VoiceRecording {
  region_id: number
  id: string
  call_id: string
  leg_id: string
  staff_id: string | null
  state: 'running' | 'ended' | 'kept' | 'empty' | 'deleted'
  media_type: string
  started_at: Timestamp
  ended_at: TimestampOrNull
  last_chunk_at: TimestampOrNull
  chunks: Generated<number>
  bytes: Generated<number>
  /** Spans left out for sensitive data, [{from, to}] as instants; silence was written in their place, so that times stay true. */
  pauses: JsonWithDefault
  /** Which announcement the customer had heard or read. */
  announced_version: string
  file_id: string | null
  sha256: Buffer | null
  /** When retention looks at it next; null: when the ordinary time is over. */
  look_again_at: TimestampOrNull
  deleted_at: TimestampOrNull
  /** The rule of rulebook/retention.yaml by which it was deleted. */
  deleted_because: string | null
}

/** @distributed Some seconds of a running recording, in order; joined into one file when it ends, then deleted. */
export interface VoiceRecordingChunk {
  region_id: number
  recording_id: string
  no: number
  content: Buffer
  at: Timestamp
}

/** @distributed What one browser has to say to another to find a way for sound; read once and deleted, and with the leg at the latest. */
export interface VoiceSignal {
  region_id: number
  id: string
  call_id: string
  from_leg: string
  to_leg: string
  kind: 'hello' | 'offer' | 'answer' | 'candidate' | 'bye'
  body: string
  at: Timestamp
}

/** @distributed The story of a call in order: who answered, held, asked, handed on, listened, let go; kept with it. */
export interface VoiceStep {
  region_id: number
  id: string
  call_id: string
  kind: string
  party: string
  staff_id: string | null
  at: Timestamp
  data: JsonWithDefault
}

export interface DB {
  'billing.adjustment': BillingAdjustment
  'billing.charge': BillingCharge
  'billing.sp_block': BillingSpBlock
  'billing.subscription': BillingSubscription
  'catalog.plan': CatalogPlan
  'compensation.approval': CompensationApproval
  'compensation.budget': CompensationBudget
  'compensation.finding': CompensationFinding
  'compensation.offer': CompensationOffer
  'compensation.sp_claim': CompensationSpClaim
  'complaints.complaint': ComplaintsComplaint
  'complaints.escalation': ComplaintsEscalation
  'complaints.submission': ComplaintsSubmission
  'contacts.conversation': ContactsConversation
  'contacts.mail_in': ContactsMailIn
  'contacts.mail_out': ContactsMailOut
  'contacts.mailbox': ContactsMailbox
  'contacts.mailbox_state': ContactsMailboxState
  'contacts.message': ContactsMessage
  'contacts.transfer': ContactsTransfer
  'corrections.correction': CorrectionsCorrection
  'customers.consent': CustomersConsent
  'customers.contact_means': CustomersContactMeans
  'customers.customer': CustomersCustomer
  'customers.grade_change': CustomersGradeChange
  'customers.portal_account': CustomersPortalAccount
  'customers.portal_session': CustomersPortalSession
  'customers.service_line': CustomersServiceLine
  'floor.contact': FloorContact
  'floor.decision': FloorDecision
  'floor.dispatcher': FloorDispatcher
  'floor.interval': FloorInterval
  'floor.loan': FloorLoan
  'floor.mark': FloorMark
  'floor.message': FloorMessage
  'floor.passage': FloorPassage
  'floor.seat': FloorSeat
  'floor.tally': FloorTally
  'handling.behaviour_tally': HandlingBehaviourTally
  'handling.behaviour_use': HandlingBehaviourUse
  'handling.card_use': HandlingCardUse
  'handling.commitment': HandlingCommitment
  'handling.coordination': HandlingCoordination
  'handling.demand': HandlingDemand
  'handling.diagnosis': HandlingDiagnosis
  'handling.hand_up': HandlingHandUp
  'handling.offer': HandlingOffer
  'handling.reception_record': HandlingReceptionRecord
  'handling.room': HandlingRoom
  'handling.room_message': HandlingRoomMessage
  'handling.room_unit': HandlingRoomUnit
  'handling.run': HandlingRun
  'handling.run_step': HandlingRunStep
  'handling.signal_test': HandlingSignalTest
  'imports.import': ImportsImport
  'imports.row_outcome': ImportsRowOutcome
  'improvement.answer': ImprovementAnswer
  'improvement.asker': ImprovementAsker
  'improvement.complaint_day': ImprovementComplaintDay
  'improvement.complaint_fact': ImprovementComplaintFact
  'improvement.follow_up': ImprovementFollowUp
  'improvement.item': ImprovementItem
  'improvement.loop': ImprovementLoop
  'improvement.mass': ImprovementMass
  'improvement.mass_report': ImprovementMassReport
  'improvement.person_ask': ImprovementPersonAsk
  'improvement.report_base': ImprovementReportBase
  'improvement.rhythm': ImprovementRhythm
  'improvement.ruling': ImprovementRuling
  'improvement.ruling_part': ImprovementRulingPart
  'improvement.same_matter': ImprovementSameMatter
  'improvement.signal': ImprovementSignal
  'improvement.surge': ImprovementSurge
  'integrations.delivery': IntegrationsDelivery
  'integrations.hidden': IntegrationsHidden
  'integrations.subscription': IntegrationsSubscription
  'legal.case_step': LegalCaseStep
  'legal.hold': LegalHold
  'legal.label': LegalLabel
  'legal.linked_case': LegalLinkedCase
  'legal.pack': LegalPack
  'legal.referral': LegalReferral
  'legal.signing_key': LegalSigningKey
  'legal.statement': LegalStatement
  'menus.notice': MenusNotice
  'norms.calendar_version': NormsCalendarVersion
  'norms.clause_publication': NormsClausePublication
  'norms.clause_submission': NormsClauseSubmission
  'norms.clause_version': NormsClauseVersion
  'norms.clock': NormsClock
  'norms.clock_pause': NormsClockPause
  'norms.replay': NormsReplay
  'norms.replay_case': NormsReplayCase
  'outbound.campaign': OutboundCampaign
  'outbound.contact': OutboundContact
  'outbound.member': OutboundMember
  'outbound.target': OutboundTarget
  'people.account': PeopleAccount
  'people.api_token': PeopleApiToken
  'people.oidc_flow': PeopleOidcFlow
  'people.password_history': PeoplePasswordHistory
  'people.pending_sign_in': PeoplePendingSignIn
  'people.recovery_code': PeopleRecoveryCode
  'people.revision': PeopleRevision
  'people.role': PeopleRole
  'people.session': PeopleSession
  'people.sign_in_failure': PeopleSignInFailure
  'people.sign_in_rate': PeopleSignInRate
  'people.skill': PeopleSkill
  'people.staff': PeopleStaff
  'people.staff_role': PeopleStaffRole
  'people.staff_skill': PeopleStaffSkill
  'people.unit': PeopleUnit
  'platform.audit': PlatformAudit
  'platform.cursor': PlatformCursor
  'platform.event': PlatformEvent
  'platform.evidence': PlatformEvidence
  'platform.evidence_leaf': PlatformEvidenceLeaf
  'platform.evidence_seal': PlatformEvidenceSeal
  'platform.file': PlatformFile
  'platform.idempotency': PlatformIdempotency
  'platform.job': PlatformJob
  'platform.migration': PlatformMigration
  'platform.region': PlatformRegion
  'platform.setting': PlatformSetting
  'platform.worker': PlatformWorker
  'playbooks.call_in': PlaybooksCallIn
  'playbooks.deed': PlaybooksDeed
  'playbooks.effect': PlaybooksEffect
  'playbooks.ground': PlaybooksGround
  'playbooks.input': PlaybooksInput
  'playbooks.move': PlaybooksMove
  'playbooks.proposal': PlaybooksProposal
  'playbooks.run': PlaybooksRun
  'playbooks.setting': PlaybooksSetting
  'secretary.message': SecretaryMessage
  'secretary.subscription': SecretarySubscription
  'sms.message': SmsMessage
  'surveys.survey': SurveysSurvey
  'tickets.bulk_change': TicketsBulkChange
  'tickets.bulk_item': TicketsBulkItem
  'tickets.export': TicketsExport
  'tickets.follower': TicketsFollower
  'tickets.gram_share': TicketsGramShare
  'tickets.handover': TicketsHandover
  'tickets.link': TicketsLink
  'tickets.macro': TicketsMacro
  'tickets.mention': TicketsMention
  'tickets.note': TicketsNote
  'tickets.number_block': TicketsNumberBlock
  'tickets.number_counter': TicketsNumberCounter
  'tickets.pause_ask': TicketsPauseAsk
  'tickets.queue': TicketsQueue
  'tickets.queue_member': TicketsQueueMember
  'tickets.queue_turn': TicketsQueueTurn
  'tickets.recusal': TicketsRecusal
  'tickets.status_change': TicketsStatusChange
  'tickets.task': TicketsTask
  'tickets.ticket': TicketsTicket
  'tickets.view': TicketsView
  'tickets.view_place': TicketsViewPlace
  'vip.handover': VipHandover
  'vip.need': VipNeed
  'vip.profile': VipProfile
  'voice.call': VoiceCall
  'voice.exchange': VoiceExchange
  'voice.leg': VoiceLeg
  'voice.recording': VoiceRecording
  'voice.recording_chunk': VoiceRecordingChunk
  'voice.signal': VoiceSignal
  'voice.step': VoiceStep
}
