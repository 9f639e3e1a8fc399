package dev.freehold.server.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  @TempDir Path parent;

  @Test
  @DisplayName("A new folder is for its owner only")
  void mode() throws IOException {
    try (DataFolder folder = DataFolder.take(parent.resolve("a/b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  @DisplayName("A folder in use cannot be taken again before it is released")
  void inUse() {
    Path root = parent.resolve("data");
    try (DataFolder held = DataFolder.take(root)) {
      assertError(held.root(), ServerError.DATA_FOLDER_IN_USE);
    }
    DataFolder.take(root).close();
  }

  @Test
  @DisplayName("A path that is a file is a clear error")
  void file() throws IOException {
    assertError(Files.createFile(parent.resolve("file")), ServerError.DATA_FOLDER_UNUSABLE);
  }

  private static void assertError(Path root, ServerError error) {
    assertThatThrownBy(() -> DataFolder.take(root))
        .isInstanceOfSatisfying(ServerException.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
