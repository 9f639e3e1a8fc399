package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsOnSqliteTest extends JobsContract {

  JobsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
