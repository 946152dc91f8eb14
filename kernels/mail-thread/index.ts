export { answersOurMail, type AutomaticReason, automaticReason } from './automatic.ts'
export {
  decideMail,
  defaultMailRates,
  type MailDecision,
  type MailFacts,
  type MailRates,
  type ThreadEvidence
} from './decide.ts'
export { header, type MailHead, plainAddress, plainMessageId } from './mail.ts'
export { type Rate, withinRates } from './rate.ts'
export { type ReplyHead, replyHead } from './reply-headers.ts'
export { cleanSubject } from './subject.ts'
export { findToken, readToken, type Sign, threadHeader, threadToken, tokenAddress, tokenSubject } from './token.ts'
export { replyAboveLine, type TrimmedReply, trimQuote } from './trim-quote.ts'
