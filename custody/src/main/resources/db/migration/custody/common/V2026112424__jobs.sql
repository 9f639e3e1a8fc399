-- state: QUEUED, RUNNING, PAUSED, DONE, FAILED; a job waits when one of its shards does.
CREATE TABLE jobs (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL,
  subject_id ${bytes} NOT NULL,
  exclusive_key TEXT,
  parameters TEXT NOT NULL,
  shards INTEGER NOT NULL,
  shards_left INTEGER NOT NULL,
  state TEXT NOT NULL,
  failure_code TEXT,
  failure_reason TEXT,
  total_items BIGINT NOT NULL,
  total_bytes BIGINT NOT NULL,
  statement TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT
);

CREATE INDEX jobs_by_tenant ON jobs (tenant_id, created_at, id);
CREATE INDEX jobs_unfinished ON jobs (tenant_id, subject_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX jobs_exclusive ON jobs (tenant_id, exclusive_key) WHERE ended_at IS NULL;

-- One row more than the job has shards: the last is the finish. epoch counts the executions of a
-- shard, so that one that was thought dead and comes back is told from the present one.
CREATE TABLE job_shards (
  job_id ${bytes} NOT NULL REFERENCES jobs (id),
  shard INTEGER NOT NULL,
  task_instance TEXT NOT NULL UNIQUE,
  position TEXT NOT NULL,
  epoch BIGINT NOT NULL,
  done SMALLINT NOT NULL,
  done_items BIGINT NOT NULL,
  done_bytes BIGINT NOT NULL,
  waiting_code TEXT,
  waiting_reason TEXT,
  tries INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY (job_id, shard)
);

-- The table of db-scheduler 16, with its names; times are milliseconds since 1970.
CREATE TABLE scheduled_tasks (
  task_name TEXT NOT NULL,
  task_instance TEXT NOT NULL,
  task_data ${bytes},
  execution_time BIGINT NOT NULL,
  picked BOOLEAN NOT NULL,
  picked_by TEXT,
  last_success BIGINT,
  last_failure BIGINT,
  consecutive_failures INTEGER,
  last_heartbeat BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_due ON scheduled_tasks (picked, execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON scheduled_tasks (picked, last_heartbeat);
