package dev.freehold.mailserver.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Decodes text; bytes that are wrong in its charset are read as Latin-1, which old mail often is.
 */
final class LenientDecoder {

  private static final int BUFFER_BYTES = 16 * 1024;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private boolean isAtEnd;
  private boolean isFlushed;

  LenientDecoder(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Decodes the next characters; returns their number, or -1 at the end. */
  int read(char[] target) throws IOException {
    CharBuffer chars = CharBuffer.wrap(target);
    while (chars.position() == 0 && !isFlushed) {
      CoderResult result = decoder.decode(bytes, chars, isAtEnd);
      if (result.isError()) {
        takeWrong(result.length(), chars);
      } else if (result.isUnderflow() && !isAtEnd) {
        fill();
      } else if (result.isUnderflow()) {
        isFlushed = !decoder.flush(chars).isOverflow();
      }
    }
    return chars.position() == 0 ? -1 : chars.position();
  }

  private void takeWrong(int count, CharBuffer chars) {
    for (int taken = 0; taken < count && chars.hasRemaining(); taken++) {
      chars.put((char) (bytes.get() & 0xFF));
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      isAtEnd = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }
}
