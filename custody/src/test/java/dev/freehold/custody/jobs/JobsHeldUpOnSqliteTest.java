package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsHeldUpOnSqliteTest extends JobsHeldUpContract {

  JobsHeldUpOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
