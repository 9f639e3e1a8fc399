package dev.freehold.mail.format;

import dev.freehold.mail.messages.MboxQuoting;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Removes one {@code >} from each quoted {@code From } line of an mbox message.
 *
 * <p>Of several {@code >} in a row it keeps only the last one back until the rest of the line is
 * known; all are equal, so it does not matter which one is removed. Not safe for many threads.
 */
public final class UnquotingInputStream extends FilterInputStream {

  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int HELD_BYTES = 1 + FromMatcher.FROM.length();

  private final MboxQuoting quoting;
  private final FromMatcher matcher = new FromMatcher();
  private final byte[] raw = new byte[CHUNK_BYTES];
  private final byte[] ready = new byte[CHUNK_BYTES + HELD_BYTES];
  private int readyAt;
  private int readyEnd;
  private boolean deciding = true;
  private boolean finished;

  /** Reads an mbox message, from after its separator to before its empty line, from {@code in}. */
  public UnquotingInputStream(InputStream in, MboxQuoting quoting) {
    super(in);
    this.quoting = quoting;
  }

  @Override
  public int read() throws IOException {
    return fill() ? ready[readyAt++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, readyEnd - readyAt);
    System.arraycopy(ready, readyAt, target, offset, count);
    readyAt += count;
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long left = count;
    while (left > 0 && fill()) {
      int step = (int) Math.min(left, readyEnd - readyAt);
      readyAt += step;
      left -= step;
    }
    return count - left;
  }

  @Override
  public int available() {
    return readyEnd - readyAt;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private boolean fill() throws IOException {
    while (readyAt == readyEnd && !finished) {
      readyAt = 0;
      readyEnd = 0;
      int count = in.read(raw, 0, raw.length);
      if (count < 0) {
        finished = true;
        if (deciding) {
          release();
        }
      } else {
        for (int i = 0; i < count; i++) {
          step(raw[i]);
        }
      }
    }
    return readyAt < readyEnd;
  }

  private void step(byte b) {
    if (deciding) {
      decide(b);
    } else {
      put(b);
    }
    if (b == '\n') {
      matcher.reset();
      deciding = true;
    }
  }

  private void decide(byte b) {
    long depthBefore = matcher.depth();
    int matchedBefore = matcher.matchedBytes();
    switch (matcher.feed(b)) {
      case UNDECIDED -> {
        if (b == '>' && depthBefore > 0) {
          put(b);
        }
      }
      case MATCHES -> {
        deciding = false;
        if (!isQuoted(matcher.depth()) && matcher.depth() > 0) {
          put((byte) '>');
        }
        putFrom(FromMatcher.FROM.length());
      }
      case DIFFERS -> {
        deciding = false;
        if (depthBefore > 0) {
          put((byte) '>');
        }
        putFrom(matchedBefore);
        put(b);
      }
    }
  }

  private boolean isQuoted(long depth) {
    return switch (quoting) {
      case MBOXRD -> depth >= 1;
      case MBOXO -> depth == 1;
    };
  }

  private void release() {
    if (matcher.depth() > 0) {
      put((byte) '>');
    }
    putFrom(matcher.matchedBytes());
  }

  private void putFrom(int count) {
    for (int i = 0; i < count; i++) {
      put((byte) FromMatcher.FROM.charAt(i));
    }
  }

  private void put(byte b) {
    ready[readyEnd++] = b;
  }
}
