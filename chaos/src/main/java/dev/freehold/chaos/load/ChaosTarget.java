package dev.freehold.chaos.load;

import dev.freehold.server.client.Connection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the load finds the service that it tries, and as whom it comes.
 *
 * @param nodes all nodes of the service; each client talks to one, and to the next when that one
 *     does not answer
 * @param operator the operator's connection, with the certificate authority of the nodes; the host
 *     in its URL is the name in their certificates
 * @param s3Name the name in the certificates of the S3 listener
 * @param imapName the name in the certificates of IMAP
 * @param vaults the two places of the tenants' root keys
 * @param lease how long a node uses an opened key without asking again
 * @param purgeOperators files of two operators' keys, whose public halves the nodes know
 * @param databases to look for keys that must be gone
 * @param folder for the history, receipts and connection files; nobody else writes there
 */
public record ChaosTarget(
    List<Node> nodes,
    Connection operator,
    String s3Name,
    String imapName,
    List<VaultPlace> vaults,
    Duration lease,
    List<Path> purgeOperators,
    Optional<Databases> databases,
    Path folder) {

  /** The same with one node only. */
  ChaosTarget at(Node node) {
    return new ChaosTarget(
        List.of(node),
        operator,
        s3Name,
        imapName,
        vaults,
        lease,
        purgeOperators,
        databases,
        folder);
  }

  /**
   * A node with its listeners.
   *
   * @param address an IP address
   */
  public record Node(
      String name, String address, int apiPort, int s3Port, int imapPort, int lmtpPort) {}

  /**
   * Vaults in a process of their own.
   *
   * @param administrator who makes vaults there
   * @param managementUri the management plane's address
   * @param suffix what follows a vault's name and a dot in its host name
   * @param port the vaults' port
   * @param services the object ids to which access policies give the use of keys
   */
  public record VaultPlace(
      Connection administrator,
      String managementUri,
      String suffix,
      int port,
      List<UUID> services) {

    URI vault(String name) {
      return URI.create("https://%s.%s:%d".formatted(name, suffix, port));
    }
  }

  /** Both databases of the service. */
  public record Databases(Database main, Database availability) {}

  /**
   * A PostgreSQL database.
   *
   * @param url of JDBC
   */
  public record Database(String url, String user, String password) {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Database[" + url + " as " + user + "]";
    }
  }
}
