package dev.freehold.mailserver.imap.answers;

import java.io.IOException;
import java.util.List;
import org.apache.james.imap.encode.ImapResponseComposer;
import org.apache.james.imap.encode.ImapResponseWriter;
import org.apache.james.imap.encode.base.ImapResponseComposerImpl;
import org.apache.james.imap.message.Literal;

/** Writes answers, with what James's composer cannot. Not thread-safe. */
public final class AnswerComposer extends ImapResponseComposerImpl {

  private final ImapResponseWriter writer;
  private List<FetchItem> next = List.of();

  /** Writes to {@code writer}. */
  public AnswerComposer(ImapResponseWriter writer) {
    super(writer);
    this.writer = writer;
  }

  /** Items that begin the next list. */
  void beginNextList(List<FetchItem> items) {
    next = items;
  }

  @Override
  public ImapResponseComposer openParen() throws IOException {
    super.openParen();
    List<FetchItem> items = next;
    next = List.of();
    for (FetchItem item : items) {
      item.write(this);
    }
    return this;
  }

  /** A literal that may have NUL in it (RFC 3516 section 4.3). */
  public void literal8(Literal literal) throws IOException {
    message("~{" + literal.size() + "}");
    end();
    writer.write(literal);
  }

  /** Whole lines as they are, where no line has begun. */
  void write(byte[] lines) throws IOException {
    writer.write(lines);
  }
}
