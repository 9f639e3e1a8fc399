package dev.freehold.mailserver.imap.mended;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.mailbox.model.Header;
import org.apache.james.mailbox.model.Headers;

/** The header of a message as its ENVELOPE is made from it, see {@link CommentNames}. */
record NamedHeaders(Headers given) implements Headers {

  private static final Set<String> ADDRESSES =
      Set.of("from", "sender", "reply-to", "to", "cc", "bcc");

  @Override
  public Iterator<Header> headers() throws MailboxException {
    Iterator<Header> all = given.headers();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Header next() {
        Header field = all.next();
        return ADDRESSES.contains(field.getName().toLowerCase(Locale.ROOT))
            ? new Header(field.getName(), CommentNames.moved(field.getValue()))
            : field;
      }
    };
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return given.getInputStream();
  }

  @Override
  public long size() throws MailboxException {
    return given.size();
  }
}
