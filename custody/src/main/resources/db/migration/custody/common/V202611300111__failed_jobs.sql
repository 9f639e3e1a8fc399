-- Jobs stay listed for good, and few of them fail: the console counts those each time somebody looks.
CREATE INDEX jobs_failed ON jobs (tenant_id, created_at, id) WHERE state = 'FAILED';
