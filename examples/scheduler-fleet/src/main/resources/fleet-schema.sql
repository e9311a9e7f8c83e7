-- db-scheduler's table
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data varbinary(10000),
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures int,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority int,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);

-- what the tasks keep books in
create table payments (
  invoice varchar(20) primary key,
  payer varchar(20) not null
);
create table rates (
  currency char(3) primary key,
  rate decimal(10, 4) not null
);

-- who tries to pay it again gets the real exception of a violated key
insert into payments (invoice, payer) values ('INV-PAID', 'alice');
