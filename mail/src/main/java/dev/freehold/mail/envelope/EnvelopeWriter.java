package dev.freehold.mail.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the parts of an encoded envelope. */
final class EnvelopeWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void oneByte(int value) {
    out.write(value);
  }

  void unsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void signed(long value) {
    unsigned(value << 1 ^ value >> 63);
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    unsigned(bytes.length);
    out.writeBytes(bytes);
  }

  void texts(List<String> texts) {
    unsigned(texts.size());
    texts.forEach(this::text);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
