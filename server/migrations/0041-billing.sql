-- The built-in ledger behind the billing port: what customers were charged, what they ordered and with which proof, what was put right.

create schema billing;

create table billing.charge (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  line_id uuid,
  order_id uuid,
  kind text not null constraint charge_kind_known check (kind in ('plan', 'usage', 'pack', 'sp', 'broadband', 'one-off')),
  name_zh text not null,
  name_en text not null,
  provider text,
  from_on date not null,
  to_on date not null,
  charged_at timestamptz not null,
  due_on date not null,
  paid boolean not null default true,
  amount_fen bigint not null constraint charge_amount_whole check (amount_fen >= 0),
  source jsonb not null default '{}',
  disputed_at timestamptz,
  dispute jsonb,
  constraint charge_pk primary key (region_id, id),
  constraint charge_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table billing.charge is '@distributed A line of a bill with what it came from. Amounts are whole fen.';
comment on column billing.charge.provider is 'Whose service it is when it is not ours: the SP we collect for.';
comment on column billing.charge.source is 'What was counted: quantity, unit and price of one, so that a line of the bill explains itself (TK-13).';
comment on column billing.charge.disputed_at is 'Set while the customer disputes the charge: no reminder, no suspension and no late fee for it.';
comment on column billing.charge.dispute is 'Ticket, reason, who flagged it; later how and when it ended.';
create index charge_customer on billing.charge (region_id, customer_id, from_on desc);
create index charge_disputed on billing.charge (region_id, disputed_at) where disputed_at is not null;

create table billing.subscription (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  line_id uuid,
  kind text not null constraint subscription_kind_known check (kind in ('plan', 'pack', 'sp', 'broadband', 'device')),
  code text not null,
  name_zh text not null,
  name_en text not null,
  provider text,
  fee_fen bigint not null constraint subscription_fee_whole check (fee_fen >= 0),
  per text not null constraint subscription_per_known check (per in ('month', 'once')),
  ordered_at timestamptz not null,
  ordered_through text not null constraint subscription_through_known check (ordered_through in ('hall', 'app', 'phone', 'sms', 'outbound', 'unknown')),
  confirmation jsonb,
  ended_at timestamptz,
  ended jsonb,
  constraint subscription_pk primary key (region_id, id),
  constraint subscription_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table billing.subscription is '@distributed What a customer ordered: plans, packs, broadband, services of an SP.';
comment on column billing.subscription.confirmation is 'The proof that the customer wanted it: how, when, the words and a reference; null when there is none (TK-12).';
create index subscription_customer on billing.subscription (region_id, customer_id, ordered_at desc);

create table billing.sp_block (
  region_id int not null,
  customer_id uuid not null,
  provider text not null,
  ticket_id uuid,
  blocked_by uuid,
  blocked_at timestamptz not null,
  constraint sp_block_pk primary key (region_id, customer_id, provider),
  constraint sp_block_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table billing.sp_block is '@distributed SPs a customer wants nothing more of: nothing of theirs is opened for this customer again.';

create table billing.adjustment (
  region_id int not null,
  id uuid not null,
  key text not null,
  reference text not null,
  customer_id uuid not null,
  line_id uuid,
  charge_id uuid,
  kind text not null constraint adjustment_kind_known check (kind in ('credit', 'goods')),
  code text not null,
  quantity int not null constraint adjustment_quantity_some check (quantity >= 1),
  amount_fen bigint not null constraint adjustment_amount_whole check (amount_fen >= 0),
  ticket_id uuid,
  made_at timestamptz not null,
  constraint adjustment_pk primary key (region_id, id),
  constraint adjustment_key_once unique (region_id, key),
  constraint adjustment_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table billing.adjustment is '@distributed @append-only What was given to a customer: money to the account, or goods such as data packs. One row per key: the same order twice pays once.';
create index adjustment_customer on billing.adjustment (region_id, customer_id, made_at desc);
