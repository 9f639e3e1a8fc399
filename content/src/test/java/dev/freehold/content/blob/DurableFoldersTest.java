package dev.freehold.content.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DurableFoldersTest {

  @Test
  @DisplayName("No more folders are remembered than the bound says, and the last one always is")
  void bound() {
    DurableFolders folders = new DurableFolders(10);
    for (int number = 0; number < 100; number++) {
      folders.add(folder(number));
      assertThat(folders.contains(folder(number))).isTrue();
      assertThat(IntStream.range(0, 100).filter(known -> folders.contains(folder(known))).count())
          .isBetween(1L, 10L);
    }
  }

  private static Path folder(int number) {
    return Path.of("folder" + number);
  }
}
