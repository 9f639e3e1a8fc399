package dev.freehold.mail.envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of an encoded envelope; takes no memory that the bytes do not pay for. */
final class EnvelopeInput {

  private static final int MAX_NUMBER_BYTES = 10;

  private final byte[] bytes;
  private int at;

  EnvelopeInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int oneByte() {
    if (at >= bytes.length) {
      throw new Malformed();
    }
    return bytes[at++] & 0xFF;
  }

  long unsigned() {
    long value = 0;
    for (int read = 0; read < MAX_NUMBER_BYTES; read++) {
      int next = oneByte();
      value |= (next & 0x7FL) << (7 * read);
      if (next < 0x80) {
        return value;
      }
    }
    throw new Malformed();
  }

  long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  /** A length of a list or text: each element takes a byte at least. */
  int count() {
    long count = unsigned();
    if (count < 0 || count > bytes.length - at) {
      throw new Malformed();
    }
    return (int) count;
  }

  String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  List<String> texts() {
    int count = count();
    List<String> texts = new ArrayList<>(count);
    for (int read = 0; read < count; read++) {
      texts.add(text());
    }
    return texts;
  }

  void requireEnd() {
    if (at != bytes.length) {
      throw new Malformed();
    }
  }

  /** The bytes are no encoded envelope. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed() {
      super("these bytes are no envelope of this version", null, false, false);
    }
  }
}
