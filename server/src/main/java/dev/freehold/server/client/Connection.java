package dev.freehold.server.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.server.ServerException;
import dev.freehold.web.client.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a client needs to connect to a server with an account: a small JSON file of mode 0600.
 *
 * @param server the base URL, such as {@code https://freehold.localhost:8443}
 * @param authorityPem the certificate authorities to trust, as PEM; empty for those that Java
 *     trusts
 * @param tenant the tenant's GUID
 * @param clientId the application's client id
 * @param clientSecret its secret
 * @param mailbox the mailbox to use if none is named, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Connection(
    @JsonProperty(required = true) URI server,
    @JsonProperty(required = true) String authorityPem,
    @JsonProperty(required = true) String tenant,
    @JsonProperty(required = true) String clientId,
    @JsonProperty(required = true) String clientSecret,
    String mailbox)
    implements ApiCredentials {

  @Override
  public Form grant() {
    return new Form()
        .with("grant_type", "client_credentials")
        .with("client_id", clientId)
        .with("client_secret", clientSecret);
  }

  /**
   * Reads a connection file.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if it cannot be read or understood
   */
  public static Connection read(Path file) {
    return SecretJsonFile.read(
        file, Connection.class, "'freehold serve', 'freehold vault' and 'quickstart' write");
  }

  /** Writes the file with mode 0600, durably; a reader sees the whole old or the whole new one. */
  public void write(Path file) throws IOException {
    SecretJsonFile.write(file, this);
  }

  /**
   * Keeps the address in a connection file up to date.
   *
   * @return whether the file is there
   */
  public static boolean keepCurrent(Path file, URI server, String authorityPem) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    Connection present = read(file);
    if (!present.server().equals(server) || !present.authorityPem().equals(authorityPem)) {
      present.movedTo(server, authorityPem).write(file);
    }
    return true;
  }

  /**
   * The same for a server that runs on although its authority was renewed.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void renewAuthority(Path file, URI server, String authorityPem) {
    try {
      keepCurrent(file, server, authorityPem);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The same with another mailbox as the default. */
  public Connection withMailbox(String address) {
    return new Connection(server, authorityPem, tenant, clientId, clientSecret, address);
  }

  /** The same identity at another address. */
  public Connection movedTo(URI otherServer, String otherAuthorityPem) {
    return new Connection(otherServer, otherAuthorityPem, tenant, clientId, clientSecret, mailbox);
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "Connection[%s as %s in %s]".formatted(server, clientId, tenant);
  }
}
