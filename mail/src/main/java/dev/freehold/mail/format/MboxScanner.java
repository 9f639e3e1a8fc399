package dev.freehold.mail.format;

import dev.freehold.mail.MailLimits;
import dev.freehold.mail.messages.MboxEnvelope;
import dev.freehold.mail.messages.MboxQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the messages of an mbox file in one pass and constant space.
 *
 * <p>A separator is a line that {@link FromLine} can read, at the start of the file or after an
 * empty line. The scanner reports as broken: an unreadable {@code From } line after an empty line,
 * or a readable one after text, if a header field follows; and a file that does not begin with a
 * separator. Not safe for many threads.
 */
public final class MboxScanner {

  private static final Pattern HEADER_FIELD = Pattern.compile("[!-9;-~]+:.*", Pattern.DOTALL);

  private final LineScanner lines;
  private final MboxQuoting quoting;
  private final boolean bareSeparators;
  private final MboxVisitor visitor;

  private boolean afterEmptyLine = true;
  private String emptyLine = "";
  private Suspect suspect;
  private Open open;

  private MboxScanner(
      InputStream in, MboxQuoting quoting, boolean bareSeparators, MboxVisitor visitor) {
    this.lines = new LineScanner(in, MailLimits.MAX_FROM_LINE_BYTES);
    this.quoting = quoting;
    this.bareSeparators = bareSeparators;
    this.visitor = visitor;
  }

  /** Scans {@code in} to its end, telling {@code visitor}; closes nothing. */
  public static void scan(InputStream in, MboxQuoting quoting, MboxVisitor visitor)
      throws IOException {
    new MboxScanner(in, quoting, false, visitor).run();
  }

  /**
   * Scans an mbox of Thunderbird, which quotes by mboxrd: there a {@code From} with nothing after
   * it is a separator too.
   */
  public static void scanMozilla(InputStream in, MboxVisitor visitor) throws IOException {
    new MboxScanner(in, MboxQuoting.MBOXRD, true, visitor).run();
  }

  private void run() throws IOException {
    while (lines.next()) {
      reportSuspect();
      Optional<Instant> date = fromDate();
      boolean separates = date.isPresent() || (bareSeparators && isBareSeparator());
      if (separates && afterEmptyLine) {
        close(lines.position());
        open = new Open(lines.position() + lines.length(), date, lines.start());
        afterEmptyLine = false;
      } else {
        takeText(separates);
      }
    }
    close(lines.position());
  }

  private Optional<Instant> fromDate() {
    boolean bare = lines.from().matches() && lines.from().depth() == 0;
    if (!bare || !lines.isWhole() || !lines.start().endsWith("\n")) {
      return Optional.empty();
    }
    return FromLine.date(lines.start());
  }

  private boolean isBareSeparator() {
    return lines.from().matches()
        && lines.from().depth() == 0
        && lines.isWhole()
        && lines.start().endsWith("\n")
        && lines.start().strip().equals("From");
  }

  private void takeText(boolean readable) {
    boolean empty = lines.isEmpty();
    if (lines.number() == 1 && !empty) {
      visitor.brokenSeparator(1, 0, false);
    } else if (lines.from().matches() && lines.from().depth() == 0) {
      if (readable || afterEmptyLine) {
        suspect = new Suspect(lines.number(), lines.position());
      }
    }
    if (open != null && lines.from().matches()) {
      open.count(lines.from().depth(), quoting);
    }
    afterEmptyLine = empty;
    emptyLine = empty ? lines.start() : "";
  }

  /** What followed decides whether a line only happened to begin like a separator. */
  private void reportSuspect() {
    if (suspect != null && HEADER_FIELD.matcher(lines.start()).matches()) {
      visitor.brokenSeparator(suspect.lineNumber, suspect.offsetBytes, open != null);
    }
    suspect = null;
  }

  private void close(long end) {
    if (open != null) {
      String tail = end > open.contentStart ? emptyLine : "";
      visitor.message(open.finish(end - tail.length(), tail, quoting));
    }
    emptyLine = "";
  }

  private record Suspect(long lineNumber, long offsetBytes) {}

  /** A message whose end is not known yet. */
  private static final class Open {
    private final long contentStart;
    private final Optional<Instant> date;
    private final String fromLine;
    private final List<Integer> bare = new ArrayList<>();
    private int concerned;

    Open(long contentStart, Optional<Instant> date, String fromLine) {
      this.contentStart = contentStart;
      this.date = date;
      this.fromLine = fromLine;
    }

    /** Counts the lines that an export's quoting will concern, and which of them stay bare. */
    void count(long depth, MboxQuoting quoting) {
      boolean concerns =
          switch (quoting) {
            case MBOXRD -> true;
            case MBOXO -> depth <= 1;
          };
      if (concerns) {
        if (depth == 0 && bare.size() < MailLimits.MAX_BARE_FROM_LINES) {
          bare.add(concerned);
        }
        concerned++;
      }
    }

    MboxEntry finish(long contentEnd, String tail, MboxQuoting quoting) {
      return new MboxEntry(
          contentStart, contentEnd, date, new MboxEnvelope(fromLine, tail, quoting, bare));
    }
  }
}
