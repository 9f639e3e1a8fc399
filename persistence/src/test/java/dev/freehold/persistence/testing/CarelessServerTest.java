package dev.freehold.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.opening.Databases;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarelessServerTest {

  @Test
  void aServerThatAcknowledgesWithoutFlushingIsRefused() {
    try (PrivatePostgresql careless = PrivatePostgresql.start("off")) {
      assertThatThrownBy(() -> Databases.open(careless.freshDatabase(2), List.of()).close())
          .isInstanceOfSatisfying(
              PersistenceException.class,
              e -> assertThat(e.error()).isEqualTo(PersistenceError.OPEN_FAILED))
          .hasMessageContaining("fsync");
    }
  }
}
