package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.CutTable;
import org.junit.jupiter.api.BeforeEach;

class ObjectStoreInPartitionsTest extends ObjectStoreContract {

  ObjectStoreInPartitionsTest() {
    super(Dialect.POSTGRESQL);
  }

  @BeforeEach
  void cut() {
    new CutTable(fixture.database, "content_objects").cut();
  }
}
