package dev.freehold.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class AttachmentsTest {

  @Parameter Dialect dialect;
  @TempDir Path folder;

  private record Mark(String text) {}

  @Test
  @DisplayName("Every transaction carries what was put in, readers' and writers', before and after")
  void everyTransactionCarriesThem() {
    try (Database database =
        Databases.open(TestDatabases.settings(dialect, folder), List.of(Notes.MIGRATIONS))) {
      database.read(tx -> 1);
      database.attachments().put(Mark.class, new Mark("here"));
      assertThat(database.<String>read(tx -> Attachments.of(tx).get(Mark.class).text()))
          .isEqualTo("here");
      assertThat(database.<String>write(tx -> Attachments.of(tx).get(Mark.class).text()))
          .isEqualTo("here");
      assertThatThrownBy(() -> database.attachments().put(Mark.class, new Mark("again")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("Asking for an object that was never added throws")
  void whatIsNotThereIsMissed() {
    try (Database database =
        Databases.open(TestDatabases.settings(dialect, folder), List.of(Notes.MIGRATIONS))) {
      assertThatThrownBy(() -> database.read(tx -> Attachments.of(tx).get(Mark.class)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("carries no");
    }
  }
}
