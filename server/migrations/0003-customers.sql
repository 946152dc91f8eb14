-- Who the operator serves: customers with their lines, plans, contact means and consents, and the plans on offer.

create schema catalog;
create schema customers;

create table catalog.plan (
  code text constraint plan_pk primary key,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  monthly_fee_cents int not null,
  attributes jsonb not null default '{}',
  on_sale boolean not null default true
);
comment on table catalog.plan is '@reference Plans customers can have: mobile, broadband, leased line. Fees in cents of yuan.';

create table customers.customer (
  region_id int not null constraint customer_region_fk references platform.region (id),
  id uuid not null,
  number text not null,
  kind text not null constraint customer_kind_check check (kind in ('person', 'organisation')),
  name text not null,
  grade text not null default 'ordinary' constraint customer_grade_check check (grade in ('AAA', 'AA', 'A', 'ordinary')),
  vip boolean not null default false,
  status text not null default 'active',
  status_reason text,
  id_kind text,
  id_number text,
  language text not null default 'zh-CN',
  area text constraint customer_area_check check (area in ('town', 'rural')),
  unit_id uuid,
  manager_id uuid,
  preferences jsonb not null default '{}',
  attributes jsonb not null default '{}',
  search_text text not null default '',
  grams text[] not null default '{}',
  version int not null default 1,
  field_versions jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint customer_pk primary key (region_id, id),
  constraint customer_number_key unique (region_id, number)
);
comment on table customers.customer is '@distributed A person or organisation we serve, or may serve.';
comment on column customers.customer.grade is 'AAA, AA, A or ordinary: columns of the restoration matrix.';
comment on column customers.customer.unit_id is 'The branch that looks after the customer: permission scope.';
comment on column customers.customer.preferences is 'How the customer likes to be reached: channel, hours, do not disturb (CI-16).';
comment on column customers.customer.attributes is 'What outside systems keep with the customer and we only carry (TMF characteristics and the like).';
comment on column customers.customer.search_text is 'Name and number in the form in which kernels/text searches. Telephone and service numbers are found whole, through their own tables, so that a masked number cannot be guessed digit by digit.';
comment on column customers.customer.grams is 'Search index made by kernels/text over search_text.';
comment on column customers.customer.field_versions is 'Version at which each field was last changed: two people who edit different fields both win.';
create index customer_grams on customers.customer using gin (grams);
create index customer_initial on customers.customer (region_id, left(search_text, 1), created_at desc, id desc);
create index customer_manager on customers.customer (region_id, manager_id) where manager_id is not null;
create index customer_list on customers.customer (region_id, created_at desc, id desc);

create table customers.contact_means (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null constraint contact_means_kind_check check (kind in ('phone', 'email', 'address', 'wechat')),
  value text not null,
  normalized text not null,
  contact_name text,
  preferred boolean not null default false,
  verified_at timestamptz,
  created_at timestamptz not null,
  constraint contact_means_pk primary key (region_id, id),
  constraint contact_means_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade,
  constraint contact_means_value_key unique (region_id, customer_id, kind, normalized)
);
comment on table customers.contact_means is '@distributed How a customer can be reached.';
create index contact_means_lookup on customers.contact_means (normalized, kind);

create table customers.service_line (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  service_number text not null,
  service text not null,
  reach text constraint service_line_reach_check check (reach in ('within-province', 'cross-province')),
  plan_code text constraint service_line_plan_fk references catalog.plan (code),
  address text,
  area text constraint service_line_area_check check (area in ('town', 'rural')),
  status text not null default 'active',
  opened_on date not null,
  closed_on date,
  constraint service_line_pk primary key (region_id, id),
  constraint service_line_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table customers.service_line is '@distributed A line of a customer: mobile number, broadband account, leased line.';
comment on column customers.service_line.service is 'A value of fact line.service in rulebook/facts.yaml: rows of the restoration matrix.';
comment on column customers.service_line.closed_on is 'Null while the line is in use; a number given up may go to another customer.';
create unique index service_line_number on customers.service_line (region_id, service_number) where closed_on is null;
create index service_line_customer on customers.service_line (region_id, customer_id);
create index service_line_lookup on customers.service_line (service_number);

create table customers.consent (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  purpose text not null,
  granted boolean not null,
  source text not null,
  text_version text not null,
  recorded_by uuid,
  at timestamptz not null,
  constraint consent_pk primary key (region_id, id),
  constraint consent_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table customers.consent is '@distributed @append-only Each consent or withdrawal as given; the newest per purpose counts.';
comment on column customers.consent.recorded_by is 'The staff member who wrote it down; null when the customer did it alone.';
create index consent_customer on customers.consent (region_id, customer_id, purpose, at desc);

create table customers.grade_change (
  region_id int not null,
  id uuid not null,
  customer_id uuid not null,
  grade_before text not null,
  grade_after text not null,
  vip_before boolean not null,
  vip_after boolean not null,
  reason text not null,
  changed_by uuid,
  at timestamptz not null,
  constraint grade_change_pk primary key (region_id, id),
  constraint grade_change_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table customers.grade_change is '@distributed @append-only Who gave a customer which grade and why (CI-12).';
create index grade_change_customer on customers.grade_change (region_id, customer_id, at desc);

create table customers.portal_account (
  region_id int not null,
  customer_id uuid not null,
  login text not null,
  password_hash text not null,
  must_change boolean not null default false,
  changed_at timestamptz not null,
  constraint portal_account_pk primary key (region_id, customer_id),
  constraint portal_account_login_key unique (region_id, login),
  constraint portal_account_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table customers.portal_account is '@distributed Sign-in of a customer at the portal: a service number and the service password.';
comment on column customers.portal_account.must_change is 'The password was given by staff: it opens nothing but the choice of another.';
create index portal_account_lookup on customers.portal_account (login);

create table customers.portal_session (
  region_id int not null,
  hash bytea not null,
  id uuid not null,
  customer_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint portal_session_pk primary key (region_id, hash),
  constraint portal_session_customer_fk foreign key (region_id, customer_id) references customers.customer (region_id, id) on delete cascade
);
comment on table customers.portal_session is '@distributed Portal sessions by the hash of their token; the cookie carries the region beside it.';
create index portal_session_customer on customers.portal_session (region_id, customer_id) where revoked_at is null;
