package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsOfTwoVersionsOnPostgresqlTest extends JobsOfTwoVersionsContract {

  JobsOfTwoVersionsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
