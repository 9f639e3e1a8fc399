package dev.freehold.server.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.files.ProcessLock;
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
  private final Needles needles = Needles.of(1);

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
  @DisplayName("A line that differs in one bit is not found, and everything is counted")
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
  @DisplayName("A file that this process has locked is not opened, which would end the lock")
  void locked() throws IOException {
    Path file = folder.resolve("freehold.lock");
    try (ProcessLock _ = ProcessLock.take(file).orElseThrow()) {
      assertThat(new PlaintextSearch(needles).search(folder).files()).isZero();
    }
    assertThat(new PlaintextSearch(needles).search(folder).files()).isOne();
  }

  @Test
  @DisplayName("Lines that are short or without variety are not taken")
  void plainLines() {
    Needles none = Needles.of(1);

    none.addLinesOf("short\n------------------------------\n\n".getBytes(UTF_8));

    assertThat(none.count()).isZero();
  }

  @Test
  @DisplayName("Each line is chosen once, and at most sixteen from one text")
  void bounds() {
    Needles many = Needles.of(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(i).append(" a distinctive line, the same but for its number\n");
    }
    many.addLinesOf(text.toString().getBytes(UTF_8));
    many.addLinesOf(text.substring(0, 50).getBytes(UTF_8));

    assertThat(many.count()).isEqualTo(16);
  }

  @Test
  @DisplayName("Of however many messages, each one is sought, and so is what was added before them")
  void manyTexts() {
    int texts = 50_000;
    Needles many = Needles.of(texts);
    many.addLinesOf(LINE);
    for (int text = 0; text < texts; text++) {
      StringBuilder lines = new StringBuilder();
      for (int line = 0; line < 20; line++) {
        lines.append("%02d of message %06d is like this\n".formatted(line, text));
      }
      many.addLinesOf(lines.toString().getBytes(UTF_8));
    }
    assertThat(many.count()).isBetween(texts + 1, 100_000);
    assertThat(many.isAt(LINE, 0, Needles.RollingHash.of(LINE, 0))).isTrue();
    byte[] last = "00 of message 049999 is like this\n".getBytes(UTF_8);
    assertThat(many.isAt(last, 0, Needles.RollingHash.of(last, 0))).isTrue();
  }
}
