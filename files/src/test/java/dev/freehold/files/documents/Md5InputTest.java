package dev.freehold.files.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Content with its MD5")
class Md5InputTest {

  private static final int LONG_BYTES = 1_000_003;
  private static final int PIECE_BYTES = 70_001;

  @Test
  @Timeout(60)
  @DisplayName("has the MD5 of all its bytes, whether or not a thread is left to compute it")
  void manyAtOnce() throws IOException {
    int uploads = 2 * Runtime.getRuntime().availableProcessors() + 1;
    for (int round = 0; round < 2; round++) {
      List<byte[]> contents = new ArrayList<>();
      List<Md5Input> inputs = new ArrayList<>();
      for (int i = 0; i < uploads; i++) {
        byte[] content = new byte[LONG_BYTES + i];
        new Random(i).nextBytes(content);
        contents.add(content);
        inputs.add(new Md5Input(new ByteArrayInputStream(content)));
      }
      for (int read = 0; read < LONG_BYTES + uploads; read += PIECE_BYTES) {
        for (Md5Input input : inputs) {
          input.readNBytes(PIECE_BYTES);
        }
      }
      for (int i = 0; i < uploads; i++) {
        assertThat(inputs.get(i).md5()).isEqualTo(md5(contents.get(i)));
        inputs.get(i).close();
      }
    }
  }

  @Test
  @Timeout(60)
  @DisplayName("gives its thread back if nobody asks for the MD5")
  void brokenOff() throws IOException {
    byte[] content = new byte[LONG_BYTES];
    for (int i = 0; i < 20; i++) {
      try (Md5Input input = new Md5Input(new ByteArrayInputStream(content))) {
        input.transferTo(OutputStream.nullOutputStream());
      }
    }
    try (Md5Input input = new Md5Input(new ByteArrayInputStream(content))) {
      input.transferTo(OutputStream.nullOutputStream());
      assertThat(input.md5()).isEqualTo(md5(content));
    }
  }

  private static String md5(byte[] content) {
    return HexFormat.of().formatHex(Md5.digest().digest(content));
  }
}
