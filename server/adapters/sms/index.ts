// Short messages over HTTP; without SMS_URL there is no way out and they wait.
import { connectSms } from '#capabilities/sms'
import { httpGateway } from './http-gateway.ts'

connectSms(({ config }) => (config.sms ? httpGateway(config.sms, config.publicUrl) : null))
