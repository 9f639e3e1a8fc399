package dev.freehold.web.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The body of a form, which may hold secrets: bytes that are overwritten when it is closed. Not for
 * several threads.
 */
public final class Form implements AutoCloseable {

  /** The type that such a body is announced by. */
  public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  /** A byte as three: a percent sign and two digits. */
  private static final int ENCODED_BYTES = 3;

  /** The most that one character of Java becomes. */
  private static final int UTF_8_BYTES = 3;

  private byte[] bytes = new byte[1024];
  private int size;

  /** Adds a field. */
  public Form with(String name, String value) {
    begin(name);
    encode(value.toCharArray());
    return this;
  }

  /** Adds a field that is secret; the caller overwrites {@code value}. */
  public Form with(String name, char[] value) {
    begin(name);
    encode(value);
    return this;
  }

  private void begin(String name) {
    if (size > 0) {
      add((byte) '&');
    }
    encode(name.toCharArray());
    add((byte) '=');
  }

  private void encode(char[] chars) {
    byte[] raw = new byte[chars.length * UTF_8_BYTES];
    ByteBuffer encoded = ByteBuffer.wrap(raw);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(chars), encoded, true);
    encoded.flip();
    while (encoded.hasRemaining()) {
      byte each = encoded.get();
      if (isPlain(each)) {
        add(each);
      } else {
        add((byte) '%');
        add(HEX[(each >> 4) & 0xF]);
        add(HEX[each & 0xF]);
      }
    }
    Arrays.fill(raw, (byte) 0);
  }

  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '.'
        || each == '_'
        || each == '~';
  }

  private void add(byte each) {
    if (size + ENCODED_BYTES > bytes.length) {
      byte[] longer = Arrays.copyOf(bytes, bytes.length * 2);
      Arrays.fill(bytes, (byte) 0);
      bytes = longer;
    }
    bytes[size++] = each;
  }

  /** What is sent; the JDK makes copies of its own that nobody can overwrite. */
  public BodyPublisher publisher() {
    return BodyPublishers.ofByteArray(bytes, 0, size);
  }

  /** Overwrites the body. */
  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    size = 0;
  }
}
