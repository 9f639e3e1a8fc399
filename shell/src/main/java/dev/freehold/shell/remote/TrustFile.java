package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.web.client.Certificates;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The user's file of trusted authorities: mode 0600 in a folder of mode 0700. */
final class TrustFile {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;

  TrustFile(Path folder) {
    file = folder.resolve("trusted.json");
  }

  Path path() {
    return file;
  }

  /** What it holds; nothing if it is not there. */
  List<TrustedServer> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      requireOwners();
      if (Files.size(file) > RemoteLimits.MAX_TRUST_FILE_BYTES) {
        throw invalid("is larger than such a file can be");
      }
      List<TrustedServer> servers = new ArrayList<>();
      for (JsonNode server : MAPPER.readTree(file.toFile()).path("servers")) {
        servers.add(read(server));
      }
      return List.copyOf(servers);
    } catch (IOException | CertificateException | DateTimeException unreadable) {
      throw invalid("cannot be read");
    }
  }

  private static TrustedServer read(JsonNode server) throws CertificateException {
    List<String> siblings = new ArrayList<>();
    server.path("siblings").forEach(sibling -> siblings.add(sibling.asText()));
    return new TrustedServer(
        server.path("address").asText(),
        Certificates.ofPem(server.path("authority").asText()).getFirst(),
        Instant.parse(server.path("trustedAt").asText()),
        siblings);
  }

  /** Anybody else who can write here decides whom this user trusts. */
  private void requireOwners() throws IOException {
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
    if (modes.contains(PosixFilePermission.GROUP_WRITE)
        || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw invalid("can be changed by others; run chmod 600 after you have checked its content");
    }
  }

  /** Replaces the file, durably; a reader sees the whole old or the whole new one. */
  void write(List<TrustedServer> servers) {
    try {
      makeFolder();
      Path temporary = Files.createTempFile(file.getParent(), ".trusted", ".tmp");
      try {
        Files.write(
            temporary, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(servers)));
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException unwritable) {
      throw invalid("cannot be written");
    }
  }

  /** Files made in it by createTempFile have mode 0600 of themselves. */
  private void makeFolder() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    if (isPosix(folder.getParent())) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static ObjectNode json(List<TrustedServer> servers) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode array = root.putArray("servers");
    for (TrustedServer server : servers) {
      ObjectNode node =
          array
              .addObject()
              .put("address", server.address())
              .put("sha256", Certificates.fingerprint(server.authority()))
              .put("authority", Certificates.toPem(server.authority()))
              .put("trustedAt", server.trustedAt().toString());
      server.siblings().forEach(node.putArray("siblings")::add);
    }
    return root;
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private RemoteException invalid(String why) {
    return Failures.untrusted(
        "trust-file", "The file %s of trusted servers %s.".formatted(file, why));
  }
}
