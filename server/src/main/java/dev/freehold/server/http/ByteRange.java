package dev.freehold.server.http;

import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes that a client asks for (RFC 9110, section 14): one range, or the whole content. Several
 * ranges and malformed ones count as no range, as the RFC allows.
 *
 * @param from the first byte
 * @param length how many
 * @param total how many there are
 * @param isPartial whether a range was asked for
 */
public record ByteRange(long from, long length, long total, boolean isPartial) {

  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a request wants of a content.
   *
   * @param header the field {@code Range}
   * @throws ProblemException with status 416 if the range begins after the end
   */
  public static ByteRange of(Optional<String> header, long total) {
    Optional<Matcher> asked =
        header.map(ONE_RANGE::matcher).filter(Matcher::matches).filter(m -> m.group().length() > 7);
    return asked.map(m -> parse(m.group(1), m.group(2), total)).orElse(whole(total));
  }

  private static ByteRange parse(String first, String last, long total) {
    if (first.isEmpty()) {
      long suffix = Math.min(Long.parseLong(last), total);
      return checked(total - suffix, total - 1, total);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? total - 1 : Long.parseLong(last);
    return to < from && !last.isEmpty()
        ? whole(total)
        : checked(from, Math.min(to, total - 1), total);
  }

  private static ByteRange whole(long total) {
    return new ByteRange(0, total, total, false);
  }

  private static ByteRange checked(long from, long to, long total) {
    if (from >= total || to < from) {
      throw ProblemException.rangeNotSatisfiable(total);
    }
    return new ByteRange(from, to - from + 1, total, true);
  }

  /** Starts the answer that is these bytes, with the headers that say so. */
  public OutputStream reply(Exchange exchange, String mediaType) throws IOException {
    exchange.setHeader("Accept-Ranges", "bytes");
    if (isPartial) {
      exchange.setHeader("Content-Range", contentRange());
    }
    return exchange.replyStream(isPartial ? 206 : 200, mediaType, length);
  }

  /** The bytes in words, for the ledger. */
  public String words() {
    return isPartial ? "%d-%d of %d".formatted(from, from + length - 1, total) : "all " + total;
  }

  String contentRange() {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, total);
  }
}
