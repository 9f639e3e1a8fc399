package dev.freehold.mail.migration.imap;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a message, fetched only when somebody reads them. One thread. */
public final class LazyContent extends InputStream {

  private final ImapClient client;
  private final long uid;
  private InputStream content;

  /** The message {@code uid} of the folder that {@code client} has selected. */
  public LazyContent(ImapClient client, long uid) {
    this.client = client;
    this.uid = uid;
  }

  @Override
  public int read() throws IOException {
    return content().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return content().read(target, offset, length);
  }

  private InputStream content() throws IOException {
    if (content == null) {
      content =
          client
              .content(uid)
              .orElseThrow(() -> new FileNotFoundException("the message no longer exists"));
    }
    return content;
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
  }
}
