-- One scheme of customer numbers everywhere: the code of the region and a number that counts up.

create sequence customers.customer_number start 100000;
comment on sequence customers.customer_number is 'What follows the code of the region in a customer number. Holes mean nothing.';

-- Behind every number of this form that is there already.
select setval('customers.customer_number', (
  select greatest(100000, coalesce(max(substring(number from '^[A-Z]{2,4}([0-9]{6,9})$')::bigint), 0)) from customers.customer));
