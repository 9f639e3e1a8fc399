package dev.freehold.server.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaintextSearchTest {

  private static final int BUFFER = 1 << 20;
  private static final byte[] LINE = "a distinctive line of a message".getBytes(UTF_8);

  @TempDir Path folder;
  private final Needles needles = new Needles();

  @BeforeEach
  void addNeedle() {
    needles.addLinesOf(LINE);
  }

  @Test
  @DisplayName("A line is found wherever it stands, across the edge of a buffer too")
  void anywhere() throws IOException {
    for (int at : new int[] {0, 1, 5_000, BUFFER - 40, BUFFER - 10, BUFFER, 2 * BUFFER - 24 - 3}) {
      byte[] noise = new byte[3 * BUFFER];
      new Random(at).nextBytes(noise);
      System.arraycopy(LINE, 0, noise, at, LINE.length);
      Path file = Files.write(folder.resolve("file-" + at), noise);

      assertThat(new PlaintextSearch(needles).search(folder).hits()).as("at %d", at).contains(file);
    }
  }

  @Test
  @DisplayName("What differs in one bit is not found, and everything is counted")
  void differs() throws IOException {
    byte[] almost = LINE.clone();
    almost[20] ^= 1;
    Files.createDirectories(folder.resolve("deep/er"));
    Files.write(folder.resolve("deep/er/file"), almost);
    Files.write(folder.resolve("empty"), new byte[0]);

    PlaintextSearch.Result result = new PlaintextSearch(needles).search(folder);

    assertThat(result.hits()).isEmpty();
    assertThat(result.files()).isEqualTo(2);
    assertThat(result.bytes()).isEqualTo(LINE.length);
  }

  @Test
  @DisplayName("Lines that are short or without variety are not taken")
  void plainLines() {
    Needles none = new Needles();

    none.addLinesOf("short\n------------------------------\n\n".getBytes(UTF_8));

    assertThat(none.count()).isZero();
  }

  @Test
  @DisplayName("A line is taken once, and no text gives more than sixteen")
  void bounds() {
    Needles many = new Needles();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(i).append(" a distinctive line, the same but for its number\n");
    }
    many.addLinesOf(text.toString().getBytes(UTF_8));
    many.addLinesOf(text.substring(0, 50).getBytes(UTF_8));

    assertThat(many.count()).isEqualTo(16);
  }
}
