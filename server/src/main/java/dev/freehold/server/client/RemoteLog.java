package dev.freehold.server.client;

import dev.freehold.ledger.copy.LogReader;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.ledger.tile.TilePath;
import java.io.IOException;
import java.io.InputStream;

/** The log of a tenant on a server, reached over HTTPS. Thread-safe. */
public final class RemoteLog implements LogReader {

  /** A bundle of 256 entries of the greatest length, or what opens as many, has less. */
  private static final int MAX_BYTES = 64 << 20;

  private final ApiClient client;
  private final String base;
  private final boolean isPresent;

  /**
   * The log of the tenant whose application the client is.
   *
   * @param kind which of the tenant's logs
   * @param isPresent whether it ends at its present head; else at the newest one that witnesses
   *     have cosigned
   */
  public RemoteLog(ApiClient client, LogKind kind, boolean isPresent) {
    this.client = client;
    this.base = "/api/v1/" + kind.word() + "/";
    this.isPresent = isPresent;
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return read(base + "checkpoint?cosigned=" + !isPresent);
  }

  @Override
  public byte[] keys() throws IOException {
    return read(base + "key");
  }

  @Override
  public byte[] tile(TilePath tile) throws IOException {
    return read(base + "tile/" + tile);
  }

  @Override
  public byte[] openings(TilePath entries) throws IOException {
    String name = entries.toString();
    return read(base + "personal" + name.substring(name.indexOf('/')));
  }

  private byte[] read(String path) throws IOException {
    try (InputStream in = client.download(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("the server answers more than %d bytes".formatted(MAX_BYTES));
      }
      return bytes;
    }
  }
}
