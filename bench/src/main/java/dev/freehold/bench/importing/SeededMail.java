package dev.freehold.bench.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** Messages made from a fixed seed: a few header fields and a base64 body like an attachment's. */
public final class SeededMail {

  private static final long SEED = 20_261_124L;
  private static final int BODY_LINE_BYTES = 57;

  private SeededMail() {}

  /** Writes messages for a benchmark of the whole program: folder, count, bytes of each. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  /** Writes {@code count} messages of exactly {@code bytes} each and returns their folder. */
  static Path write(Path folder, int count, int bytes) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      Files.writeString(
          folder.resolve("message-%06d.eml".formatted(i)),
          message(i, bytes, random),
          StandardCharsets.US_ASCII);
    }
    return folder;
  }

  private static String message(int number, int bytes, Random random) {
    StringBuilder text = new StringBuilder(bytes + BODY_LINE_BYTES * 2);
    text.append("From: sender@example.test\r\nTo: a@example.test\r\nSubject: message ")
        .append(number)
        .append("\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n\r\n");
    byte[] line = new byte[BODY_LINE_BYTES];
    while (text.length() < bytes) {
      random.nextBytes(line);
      text.append(Base64.getEncoder().encodeToString(line)).append("\r\n");
    }
    text.setLength(bytes);
    return text.toString();
  }
}
