package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsHeldUpOnPostgresqlTest extends JobsHeldUpContract {

  JobsHeldUpOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
