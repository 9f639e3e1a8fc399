package dev.freehold.custody.jobs;

import dev.freehold.persistence.Dialect;

class JobsOfTwoVersionsOnSqliteTest extends JobsOfTwoVersionsContract {

  JobsOfTwoVersionsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
