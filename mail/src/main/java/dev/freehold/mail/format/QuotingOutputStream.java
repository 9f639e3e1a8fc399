package dev.freehold.mail.format;

import dev.freehold.mail.messages.MboxQuoting;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a message into an mbox. Each line that could be mistaken for a separator gets one {@code
 * >}, except those that had none in the source file. Call {@link #finish} at the end of each
 * message. Not safe for many threads.
 */
public final class QuotingOutputStream extends FilterOutputStream {

  private final MboxQuoting quoting;
  private final List<Integer> bareFromLines;
  private final FromMatcher matcher = new FromMatcher();
  private boolean deciding = true;
  private long concerned;
  private int nextBare;
  private byte last = '\n';

  /** Quotes onto {@code out}, which should be buffered. */
  public QuotingOutputStream(OutputStream out, MboxQuoting quoting, List<Integer> bareFromLines) {
    super(out);
    this.quoting = quoting;
    this.bareFromLines = List.copyOf(bareFromLines);
  }

  @Override
  public void write(int b) throws IOException {
    last = (byte) b;
    if (deciding) {
      decide((byte) b);
    } else {
      out.write(b);
    }
    if (b == '\n') {
      matcher.reset();
      deciding = true;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (deciding) {
        write(bytes[at++]);
      } else {
        int next = at;
        while (next < end && bytes[next] != '\n') {
          next++;
        }
        out.write(bytes, at, next - at);
        if (next > at) {
          last = bytes[next - 1];
        }
        at = next;
        if (at < end) {
          write(bytes[at++]);
        }
      }
    }
  }

  /** Writes what is still held back; tells whether the message ended with a line feed or empty. */
  public boolean finish() throws IOException {
    if (deciding) {
      putFrom(matcher.matchedBytes());
      deciding = false;
    }
    return last == '\n';
  }

  private void decide(byte b) throws IOException {
    int matchedBefore = matcher.matchedBytes();
    switch (matcher.feed(b)) {
      case UNDECIDED -> {
        if (b == '>') {
          out.write(b);
        }
      }
      case MATCHES -> {
        deciding = false;
        if (gainsQuote()) {
          out.write('>');
        }
        putFrom(FromMatcher.FROM.length());
      }
      case DIFFERS -> {
        deciding = false;
        putFrom(matchedBefore);
        out.write(b);
      }
    }
  }

  private boolean gainsQuote() {
    boolean concerns =
        switch (quoting) {
          case MBOXRD -> true;
          case MBOXO -> matcher.depth() == 0;
        };
    return concerns && !isBare(concerned++);
  }

  private boolean isBare(long number) {
    if (nextBare < bareFromLines.size() && bareFromLines.get(nextBare) == number) {
      nextBare++;
      return true;
    }
    return false;
  }

  private void putFrom(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      out.write(FromMatcher.FROM.charAt(i));
    }
  }
}
