-- Should we pay, and how much: findings beside a complaint, offers with their lines and approvals, delivery through billing, budgets, claims on SPs.

create schema compensation;

create table compensation.finding (
  region_id int not null,
  ticket_id uuid not null,
  complaint text not null constraint finding_complaint_known check (complaint in ('yes', 'partly', 'no')),
  complaint_reason text not null,
  demand text not null constraint finding_demand_known check (demand in ('yes', 'partly', 'no')),
  demand_reason text not null,
  checklist text[] not null,
  score int not null,
  demand_kind text not null,
  demand_fen bigint,
  demand_multiple int,
  event_on date,
  to_legal boolean not null default false,
  found_by uuid,
  found_at timestamptz not null,
  version int not null default 1,
  constraint finding_pk primary key (region_id, ticket_id)
);
comment on table compensation.finding is '@distributed Two findings apart: is the complaint justified, is the demand justified; each by a person with a reason (TK-45).';
comment on column compensation.finding.to_legal is 'The demand is beyond what the law can give, or so many times the price that legal is asked (TK-43).';

create table compensation.offer (
  region_id int not null,
  id uuid not null,
  ticket_id uuid not null,
  version int not null,
  kind text not null constraint offer_kind_known check (kind in ('pay', 'refuse')),
  state text not null constraint offer_state_known check (state in ('waiting', 'rejected', 'approved', 'accepted', 'declined', 'ordered', 'failed', 'delivered', 'confirmed', 'told')),
  customer_id uuid,
  unit_id uuid,
  category text,
  lines jsonb not null,
  total_fen bigint not null constraint offer_total_whole check (total_fen >= 0),
  refund_first boolean not null default false,
  reason text not null,
  effect text,
  alternative text,
  proposed_by uuid,
  proposed_at timestamptz not null,
  valid_until timestamptz not null,
  chain text[] not null,
  step int not null default 0,
  waiting_for uuid[] not null default '{}',
  step_due_at timestamptz,
  decided_at timestamptz,
  acceptance jsonb,
  delivery jsonb,
  constraint offer_pk primary key (region_id, id),
  constraint offer_version_once unique (region_id, ticket_id, version)
);
comment on table compensation.offer is '@distributed One version of what the customer is offered, or of a refusal with its reason; never changed in what it says, a new one follows it (TK-50).';
comment on column compensation.offer.chain is 'Steps of approval by id of the rulebook; empty when whoever proposed it may grant it alone.';
comment on column compensation.offer.waiting_for is 'Who may decide the step, the one asked first at the head; moved on by the clock.';
comment on column compensation.offer.delivery is 'attempts, last error, when it is tried again, references of the billing system.';
create index offer_waiting on compensation.offer (region_id, step_due_at) where state = 'waiting';
create index offer_unit_month on compensation.offer (region_id, unit_id, decided_at) where decided_at is not null;
create index offer_like on compensation.offer (region_id, category, decided_at desc) where decided_at is not null;
create index offer_troubled on compensation.offer (region_id, proposed_at) where state = 'failed';

create table compensation.approval (
  region_id int not null,
  offer_id uuid not null,
  step int not null,
  staff_id uuid not null,
  approved boolean not null,
  note text not null,
  at timestamptz not null,
  constraint approval_pk primary key (region_id, offer_id, step),
  constraint approval_offer_fk foreign key (region_id, offer_id) references compensation.offer (region_id, id) on delete cascade
);
comment on table compensation.approval is '@distributed @append-only Who decided which step: one person and once.';

create table compensation.budget (
  region_id int not null,
  unit_id uuid not null,
  month date not null,
  amount_fen bigint not null constraint budget_amount_whole check (amount_fen >= 0),
  set_by uuid,
  set_at timestamptz not null,
  constraint budget_pk primary key (region_id, unit_id, month)
);
comment on table compensation.budget is '@distributed What a unit may give in a month when it is not the default of the rulebook.';

create table compensation.sp_claim (
  region_id int not null,
  id uuid not null,
  offer_id uuid not null,
  ticket_id uuid not null,
  charge_id uuid not null,
  provider text not null,
  amount_fen bigint not null constraint sp_claim_amount_whole check (amount_fen >= 0),
  claimed_at timestamptz not null,
  settled_at timestamptz,
  constraint sp_claim_pk primary key (region_id, id),
  constraint sp_claim_charge_once unique (region_id, offer_id, charge_id)
);
comment on table compensation.sp_claim is '@distributed What we paid back first and claim from the SP whose service it was (TK-12).';
create index sp_claim_provider on compensation.sp_claim (region_id, provider, claimed_at desc);
