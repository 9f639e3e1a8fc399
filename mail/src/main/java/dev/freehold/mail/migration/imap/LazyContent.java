package dev.freehold.mail.migration.imap;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a message, fetched only when somebody reads them. One thread. */
public final class LazyContent extends InputStream {

  private final ImapClient client;
  private final ImapMessage message;
  private final boolean takesShort;
  private ImapFetch.Body body;

  /**
   * A message of the folder that {@code client} has opened.
   *
   * @param takesShort whether a body is given that has fewer bytes than the server says the message
   *     has; otherwise reading it fails
   */
  public LazyContent(ImapClient client, ImapMessage message, boolean takesShort) {
    this.client = client;
    this.message = message;
    this.takesShort = takesShort;
  }

  /** Fetches the message now, and tells whether fewer bytes come than the server says it has. */
  public boolean isShort() throws IOException {
    return body().length() < message.sizeBytes();
  }

  @Override
  public int read() throws IOException {
    return body().stream().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return body().stream().read(target, offset, length);
  }

  private ImapFetch.Body body() throws IOException {
    if (body == null) {
      ImapFetch.Body fetched = fetch();
      if (!takesShort && fetched.length() < message.sizeBytes()) {
        fetched.stream().close();
        throw new SourceException(SourceError.MESSAGE_SHORT);
      }
      body = fetched;
    }
    return body;
  }

  private ImapFetch.Body fetch() throws IOException {
    return client
        .fetch()
        .content(message.uid())
        .orElseThrow(() -> new FileNotFoundException("the message no longer exists"));
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.stream().close();
    }
  }
}
