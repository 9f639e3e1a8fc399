package dev.freehold.server.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * All that a client needs to reach a server as someone: a small JSON file of mode 0600.
 *
 * @param server the base URL, such as {@code https://freehold.localhost:8443}
 * @param authorityPem the certificate authority to trust, as PEM
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
    String mailbox) {

  private static final long MAX_FILE_BYTES = 64 << 10;

  /**
   * Reads a connection file.
   *
   * @throws ServerException with {@code CONNECTION_INVALID} if it cannot be read or understood
   */
  public static Connection read(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw invalid("%s is larger than a connection file can be".formatted(file), null);
      }
      return Json.MAPPER.readValue(Files.readAllBytes(file), Connection.class);
    } catch (IOException unreadable) {
      throw invalid(
          "%s cannot be read as a connection file; 'freehold serve' and 'quickstart' write such files"
              .formatted(file),
          unreadable);
    }
  }

  /** Writes the file with mode 0600, durably; a reader sees the whole old or the whole new one. */
  public void write(Path file) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".connection",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      byte[] json = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      Files.write(temporary, json);
      try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
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

  private static ServerException invalid(String message, Throwable cause) {
    return new ServerException(ServerError.CONNECTION_INVALID, message, cause);
  }
}
