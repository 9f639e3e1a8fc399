package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsOnPostgresqlTest extends JobsContract {

  JobsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
