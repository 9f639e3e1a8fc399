package dev.freehold.chaos.world;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The one configuration of all nodes. What a node needs is behind relays on its own machine. */
final class NodeConfiguration {

  private NodeConfiguration() {}

  /**
   * The text of the file.
   *
   * @param connections files of the vaults
   * @param operators the public halves of the keys of those who approve purges
   */
  static String text(List<Path> connections, List<String> operators) {
    return """
    freehold:
      bind-address: 0.0.0.0
      api: {port: %d}
      files: {s3: {port: %d}}
      imap: {port: %d}
      lmtp: {port: %d, clients: "%s"}
      vault: {built-in: none}
      keys:
        lease-seconds: %d
        vault-timeout-seconds: 3
        cross-check-seconds: 30
        vault-connections: "%s"
      purge: {operators: "%s"}
      database:
        url: "%s"
        user: main
        password: trusted
        connections: 10
      availability:
        url: "%s"
        user: keys
        password: trusted
        connections: 4
      blobs:
        kind: s3
        s3:
          endpoint: "http://127.0.0.1:%d"
          bucket: %s
          access-key: %s
          secret-key: %s
    """
        .formatted(
            NodeMachine.API_PORT,
            NodeMachine.S3_PORT,
            NodeMachine.IMAP_PORT,
            NodeMachine.LMTP_PORT,
            Machine.network(),
            ChaosWorld.LEASE.toSeconds(),
            connections.stream().map(Path::toString).collect(Collectors.joining(",")),
            String.join(",", operators),
            url("main"),
            url("keys"),
            Ways.BLOBS.near(),
            BlobMachine.BUCKET,
            BlobMachine.ACCESS_KEY,
            BlobMachine.SECRET_KEY);
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/%s"
        .formatted(Ways.PG_1.near(), Ways.PG_2.near(), database);
  }
}
