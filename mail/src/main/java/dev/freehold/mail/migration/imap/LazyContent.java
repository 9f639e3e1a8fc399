package dev.freehold.mail.migration.imap;

import dev.freehold.crypto.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of a message, fetched only when somebody reads them. One thread. */
public final class LazyContent extends InputStream {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ImapClient client;
  private final ImapMessage message;
  private final boolean takesShort;
  private final Known known;
  private ImapFetch.Body body;

  /**
   * A message of the folder that {@code client} has opened.
   *
   * @param takesShort whether a body is given that has fewer bytes than the server says the message
   *     has; otherwise reading it fails
   * @param known what is here already; reading such a message fails with {@link
   *     RecognisedException}
   */
  public LazyContent(ImapClient client, ImapMessage message, boolean takesShort, Known known) {
    this.client = client;
    this.message = message;
    this.takesShort = takesShort;
    this.known = known;
  }

  /** Messages that are here already. */
  public interface Known {

    /** True if the message may be one of them, so that its hash should be compared. */
    boolean mayHave(long length);

    /** True if it is one of them, which then stands for this message and no other. */
    boolean take(long length, String sha256);
  }

  /** Fetches the message now, and tells whether fewer bytes come than the server says it has. */
  public boolean isShort() throws IOException {
    return body().length() < message.sizeBytes();
  }

  /** Fetches the message now, and tells how many bytes come. */
  public long length() throws IOException {
    return body().length();
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
      if (known.mayHave(body.length())) {
        if (known.take(body.length(), hash(body.stream()))) {
          throw new RecognisedException(body.length());
        }
        body.stream().close();
        body = fetch();
      }
    }
    return body;
  }

  private ImapFetch.Body fetch() throws IOException {
    return client
        .fetch()
        .content(message.uid())
        .orElseThrow(() -> new FileNotFoundException("the message no longer exists"));
  }

  private static String hash(InputStream bytes) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return Sha256.hex(digest);
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.stream().close();
    }
  }
}
