package dev.freehold.bench.files;

import dev.freehold.bench.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A server in its own process, with a bucket.
 *
 * @param kind which one
 * @param process its process
 * @param endpoint where it answers S3 without TLS
 * @param key the access key's id
 * @param secret its secret
 * @param folder what it writes to
 */
public record Peer(Kind kind, Process process, URI endpoint, String key, String secret, Path folder)
    implements AutoCloseable {

  /** The bucket of every server. */
  public static final String BUCKET = "bench";

  /** The servers that are compared. */
  public enum Kind {
    /** S3Proxy over its file-system store. */
    PLAIN,
    /** The same, flushing what it stores before it answers, as the product does. */
    FLUSHED,
    /** The same with its own encryption. */
    ENCRYPTED,
    /** rclone's encryption of a folder, served over WebDAV. */
    RCLONE,
    /** The product. */
    FREEHOLD
  }

  /** Starts one in {@code folder}. */
  public static Peer start(Kind kind, Path folder) throws IOException {
    Files.createDirectories(folder);
    return switch (kind) {
      case PLAIN, FLUSHED, ENCRYPTED -> startS3Proxy(kind, folder);
      case RCLONE -> RclonePeer.start(folder);
      case FREEHOLD -> FreeholdPeer.start(folder);
    };
  }

  private static Peer startS3Proxy(Kind kind, Path folder) throws IOException {
    Files.createDirectories(folder.resolve(BUCKET));
    Process process =
        ServerProcess.java(
            PeerMain.class, Map.of(), kind.name().toLowerCase(Locale.ROOT), folder.toString());
    String port = ServerProcess.await(process, "port ");
    return new Peer(
        kind,
        process,
        URI.create("http://127.0.0.1:" + port),
        PeerMain.KEY,
        PeerMain.SECRET,
        folder);
  }

  /** The most resident memory that it had, in MiB. */
  long peakResidentMiB() throws IOException {
    return ServerProcess.peakResidentMiB(process);
  }

  @Override
  public void close() {
    ServerProcess.stop(process);
  }
}
