package dev.freehold.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFilesTest {

  @TempDir Path parent;

  @Test
  @DisplayName("What a killed process left behind is removed")
  void leftovers() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("native"));
    Files.createFile(folder.resolve("sqlite-library.so"));

    NativeFiles.unpackInto(folder);

    assertThat(folder).isEmptyDirectory();
    assertThat(System.getProperty("org.sqlite.tmpdir")).isNotNull();
  }
}
