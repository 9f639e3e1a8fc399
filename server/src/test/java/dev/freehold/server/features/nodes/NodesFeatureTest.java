package dev.freehold.server.features.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.custody.testing.ForwardingDatabase;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node that looks whether its tables became too new for it")
class NodesFeatureTest {

  @TempDir private Path folder;

  private static Database saying(
      Database inner, Supplier<Optional<PersistenceException>> outgrown) {
    return new ForwardingDatabase(inner) {
      @Override
      public Optional<PersistenceException> outgrown() {
        return outgrown.get();
      }
    };
  }

  @Test
  @DisplayName("passes over a database that does not answer")
  void silent() {
    PersistenceException tooNew =
        new PersistenceException(PersistenceError.SCHEMA_TOO_NEW, "x", null);
    try (Database database =
        TestDatabases.open(Dialect.SQLITE, folder, CustodyMigrations.AVAILABILITY)) {
      Database silent =
          saying(
              database,
              () -> {
                throw new PersistenceException(PersistenceError.UNREACHABLE, "x", null);
              });

      assertThat(NodesFeature.outgrown(List.of(silent, database))).isEmpty();
      assertThat(
              NodesFeature.outgrown(List.of(silent, saying(database, () -> Optional.of(tooNew)))))
          .contains(tooNew);
    }
  }
}
