-- Who works here: the tree of units, staff with roles and skills, their accounts, sessions and tokens.
-- What people administer is small and copied to every node; what signing in leaves behind is local and short-lived.

create schema people;

create table people.unit (
  id uuid constraint unit_pk primary key,
  region_id int constraint unit_region_fk references platform.region (id),
  parent_id uuid constraint unit_parent_fk references people.unit (id),
  path text not null constraint unit_path_key unique,
  level text not null constraint unit_level_known check (level in ('group', 'province', 'city', 'county', 'hall', 'team', 'agency', 'department')),
  code text not null constraint unit_code_key unique,
  name_zh text not null,
  name_en text not null,
  ownership text not null constraint unit_ownership_known check (ownership in ('own', 'partner', 'agency')),
  active boolean not null default true,
  version int not null default 1
);
comment on table people.unit is '@reference The tree of units: group, provinces, cities, counties, halls, departments, agencies, teams.';
comment on column people.unit.region_id is 'Null only above the regions (the group).';
comment on column people.unit.path is 'Codes from the root, "/group/hn/hn-hotline/": everything below a unit begins with its path.';
create index unit_path_prefix on people.unit (path text_pattern_ops);

create table people.role (
  code text constraint role_pk primary key,
  name_zh text not null,
  name_en text not null,
  grants jsonb not null,
  sees text[] not null,
  two_factor boolean not null,
  service boolean not null,
  active boolean not null
);
comment on table people.role is '@reference Roles as rulebook/roles.yaml has them; brought in line at every start, never edited here.';
comment on column people.role.grants is 'Verb pattern to scope: {"ticket.*": "unit"}.';
comment on column people.role.sees is 'Classes of personal data shown unmasked without a stated purpose.';
comment on column people.role.two_factor is 'Its grants count only in a session that passed a second factor.';

create table people.staff (
  id uuid constraint staff_pk primary key,
  region_id int not null constraint staff_region_fk references platform.region (id),
  unit_id uuid not null constraint staff_unit_fk references people.unit (id),
  job_number text not null constraint staff_job_number_key unique,
  name text not null,
  email text,
  phone text,
  status text not null default 'active' constraint staff_status_known check (status in ('active', 'deactivated')),
  language text not null default 'zh-CN' constraint staff_language_known check (language in ('zh-CN', 'en')),
  theme text not null default 'system' constraint staff_theme_known check (theme in ('light', 'dark', 'system')),
  created_at timestamptz not null,
  version int not null default 1
);
comment on table people.staff is '@reference Everybody who works for the operator or a partner, by job number. Never deleted: history names them.';
comment on column people.staff.version is 'Grows with every change of the person, roles and skills included; cached permissions are keyed by it.';
create unique index staff_email_key on people.staff (lower(email)) where email is not null;
create index staff_unit on people.staff (unit_id);

create table people.staff_role (
  staff_id uuid not null constraint staff_role_staff_fk references people.staff (id),
  role_code text not null constraint staff_role_role_fk references people.role (code),
  unit_id uuid not null constraint staff_role_unit_fk references people.unit (id),
  granted_at timestamptz not null,
  granted_by uuid,
  constraint staff_role_pk primary key (staff_id, role_code, unit_id)
);
comment on table people.staff_role is '@reference Who holds which role where; scope "subtree" reaches from that unit down.';

create table people.skill (
  code text constraint skill_pk primary key,
  name_zh text not null,
  name_en text not null,
  active boolean not null
);
comment on table people.skill is '@reference Skills as rulebook/skills.yaml has them; brought in line at every start.';

create table people.staff_skill (
  staff_id uuid not null constraint staff_skill_staff_fk references people.staff (id),
  skill_code text not null constraint staff_skill_skill_fk references people.skill (code),
  level int not null constraint staff_skill_level_range check (level between 1 and 5),
  constraint staff_skill_pk primary key (staff_id, skill_code)
);
comment on table people.staff_skill is '@reference Skill levels, 1 beginner to 5 expert.';
create index staff_skill_code on people.staff_skill (skill_code, level);

create table people.account (
  staff_id uuid constraint account_pk primary key constraint account_staff_fk references people.staff (id),
  login text not null,
  password_hash text,
  password_changed_at timestamptz,
  must_change boolean not null default false,
  totp_secret bytea,
  totp_enabled_at timestamptz,
  totp_last_step bigint,
  oidc_subject text constraint account_oidc_subject_key unique
);
comment on table people.account is '@reference How a person signs in. A person without a row, or a service account without a password, cannot.';
comment on column people.account.password_hash is 'argon2id in PHC form; null = signs in by OIDC or tokens only.';
comment on column people.account.must_change is 'The password was given by somebody else: it opens nothing but its own change, and only for the days of the policy.';
comment on column people.account.totp_secret is 'Sealed with the key of the data directory; a database dump alone does not reveal it.';
comment on column people.account.totp_last_step is 'Time step of the last accepted code: a code counts once.';
create unique index account_login_key on people.account (lower(login));

create table people.password_history (
  staff_id uuid not null constraint password_history_staff_fk references people.staff (id),
  changed_at timestamptz not null,
  password_hash text not null,
  constraint password_history_pk primary key (staff_id, changed_at)
);
comment on table people.password_history is '@reference Earlier passwords, as many as the policy remembers, so that they are not used again.';

create table people.recovery_code (
  staff_id uuid not null constraint recovery_code_staff_fk references people.staff (id),
  hash bytea not null,
  used_at timestamptz,
  constraint recovery_code_pk primary key (staff_id, hash)
);
comment on table people.recovery_code is '@reference Codes that each replace the second factor once. 80 random bits, so a plain hash suffices.';

create table people.session (
  hash bytea constraint session_pk primary key,
  id uuid not null constraint session_id_key unique,
  staff_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip inet,
  user_agent text,
  method text not null constraint session_method_known check (method in ('password', 'oidc')),
  second_factor_at timestamptz,
  revoked_at timestamptz
);
comment on table people.session is '@local Signed-in browsers. The cookie holds the secret, the row only its SHA-256. No foreign key: staff are never deleted.';
comment on column people.session.last_seen_at is 'Written at most once a minute; idle time of the policy counts from it.';
comment on column people.session.expires_at is 'Absolute end, whatever is done until then.';
create index session_staff on people.session (staff_id, created_at);
create index session_expiry on people.session (expires_at);

create table people.pending_sign_in (
  hash bytea constraint pending_sign_in_pk primary key,
  staff_id uuid not null,
  method text not null constraint pending_sign_in_method_known check (method in ('password', 'oidc')),
  attempts int not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table people.pending_sign_in is '@local Passed the password or the identity provider, owes the second factor; a few minutes.';
create index pending_sign_in_expiry on people.pending_sign_in (expires_at);

create table people.sign_in_failure (
  login_hash bytea constraint sign_in_failure_pk primary key,
  count int not null,
  first_at timestamptz not null,
  locked_until timestamptz
);
comment on table people.sign_in_failure is '@local Failures per typed login, whether or not it exists, so that a lock does not tell which logins exist.';
comment on column people.sign_in_failure.login_hash is 'SHA-256 of the login in lower case.';
create index sign_in_failure_age on people.sign_in_failure (first_at);

create table people.sign_in_rate (
  key bytea not null,
  window_at timestamptz not null,
  count int not null,
  constraint sign_in_rate_pk primary key (key, window_at)
);
comment on table people.sign_in_rate is '@local Attempts per address and per login in a window, counted over all processes.';
create index sign_in_rate_window on people.sign_in_rate (window_at);

create table people.oidc_flow (
  state_hash bytea constraint oidc_flow_pk primary key,
  nonce text not null,
  code_verifier text not null,
  created_at timestamptz not null
);
comment on table people.oidc_flow is '@local A sign-in that was sent to the identity provider and has not come back.';
create index oidc_flow_age on people.oidc_flow (created_at);

create table people.api_token (
  id uuid constraint api_token_pk primary key,
  hash bytea not null constraint api_token_hash_key unique,
  staff_id uuid not null constraint api_token_staff_fk references people.staff (id),
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table people.api_token is '@reference Bearer tokens. A token does at most what its owner may do, and of that only what its scopes name.';
comment on column people.api_token.scopes is 'Verb patterns: {ticket.*, customer.read}; {*} = everything its owner may.';
create index api_token_staff on people.api_token (staff_id, created_at);

create table people.revision (
  name text constraint revision_pk primary key,
  number bigint not null
);
comment on table people.revision is '@reference Grows with every change of units or roles: processes know by it that what they remember is old.';
insert into people.revision (name, number) values ('organisation', 1);
