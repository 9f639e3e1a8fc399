package dev.freehold.server.nodes;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.http.Json;
import dev.freehold.server.stores.DataFolder;
import dev.freehold.web.files.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Everything of a data folder that a second node needs: the master keys, the certificate authority,
 * the credential of the first operator or administrator, and the marks that show rows which were
 * put back. All else is in the databases that nodes share.
 *
 * @param files their content by their path in the data folder
 */
public record NodeBundle(Map<String, byte[]> files) {

  private static final String MASTER_KEY = "service-master.key";

  private static final List<String> OF_SERVICE = List.of(MASTER_KEY, "operator.json");

  private static final List<String> OF_VAULTS =
      List.of(
          "master.key",
          "master.key.wrapped",
          "issuer.key",
          "sealed-kinds",
          "seal-marks",
          "administrator.json");

  /**
   * The next key is read first: if servers go over to it between two of these reads, the bundle has
   * it under both names, and lacks none.
   */
  private static final List<String> OF_ALL = List.of("tls/ca-next.key", "tls/ca.key", "tls/ca.pem");

  private static final String CERTIFICATE = "tls/ca.pem";

  /** The marks of some 50,000 keys of vaults; all other files are small. */
  private static final long MAX_FILE_BYTES = 8 << 20;

  /** The longest bundle: a file of the most bytes, in base64 twice, and all others. */
  public static final int MAX_TEXT_CHARS = 16 << 20;

  private static final String BEGIN = "-----BEGIN FREEHOLD NODE-----";

  /** The last line of a bundle. */
  public static final String END = "-----END FREEHOLD NODE-----";

  private static final byte[] INFO = "freehold node bundle v1".getBytes(StandardCharsets.US_ASCII);

  private record Plain(Map<String, byte[]> files) {}

  /**
   * What the data folder of a service has.
   *
   * @throws ServerException {@code DATA_FOLDER_UNUSABLE}
   */
  public static NodeBundle ofService(Path folder) {
    NodeBundle bundle = new NodeBundle(read(folder, OF_SERVICE));
    if (!bundle.files().containsKey(MASTER_KEY)) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "%s is no data folder of a node of a service: it has no %s"
              .formatted(folder, MASTER_KEY));
    }
    return bundle;
  }

  /** The same for the node {@code id}; shares the secrets with this one. */
  public NodeBundle with(UUID id) {
    Map<String, byte[]> all = new TreeMap<>(files);
    all.put(NodeFile.NAME, NodeFile.content(id));
    return new NodeBundle(all);
  }

  /** What the data folder of vaults that run alone has. */
  public static NodeBundle ofVaults(Path folder) {
    return new NodeBundle(read(folder, OF_VAULTS));
  }

  private static Map<String, byte[]> read(Path folder, List<String> names) {
    Map<String, byte[]> files = new TreeMap<>();
    Stream.concat(names.stream(), OF_ALL.stream())
        .forEach(name -> read(folder, name).ifPresent(content -> files.put(name, content)));
    return files;
  }

  private static Optional<byte[]> read(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ServerException(
            ServerError.DATA_FOLDER_UNUSABLE, file + " is larger than such a file can be");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          file + " cannot be read; call this as the user that the server runs as",
          unreadable);
    }
  }

  /** The bundle as text that only the node with this request opens. */
  public String sealedTo(String request) {
    byte[] plain = json(new Plain(files));
    try {
      byte[] body = NodeKeys.seal(request, INFO, plain);
      return "%s%n%s%n%s%n"
          .formatted(BEGIN, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body), END);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static byte[] json(Object value) {
    try {
      return Json.MAPPER.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes can be written", impossible);
    }
  }

  /**
   * Opens a bundle that was sealed to this node.
   *
   * @throws ServerException {@code INPUT_INVALID}
   */
  public static NodeBundle open(String text, NodeKeys keys) {
    try {
      if (text.length() > MAX_TEXT_CHARS) {
        throw noBundle(null);
      }
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw noBundle(null);
      }
      String body = text.substring(begin + BEGIN.length(), end);
      byte[] plain = keys.open(Base64.getMimeDecoder().decode(body), INFO);
      try {
        return new NodeBundle(Json.MAPPER.readValue(plain, Plain.class).files()).checked();
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (IOException | IllegalArgumentException damaged) {
      throw noBundle(damaged);
    }
  }

  private static ServerException noBundle(Exception cause) {
    return new ServerException(
        ServerError.INPUT_INVALID,
        "that is no bundle of a node; give the whole text that 'freehold node invite' prints, from "
            + BEGIN
            + " to "
            + END,
        cause);
  }

  /** Nobody who makes a bundle writes outside the data folder, or other files than these. */
  private NodeBundle checked() {
    List<String> allowed =
        Stream.of(OF_SERVICE, OF_VAULTS, OF_ALL, List.of(NodeFile.NAME))
            .flatMap(List::stream)
            .toList();
    if (!allowed.containsAll(files.keySet())) {
      throw noBundle(null);
    }
    return this;
  }

  /**
   * Writes the files into an empty data folder. A crash leaves a folder that no server starts from.
   *
   * @throws ServerException {@code DATA_FOLDER_NOT_EMPTY}, {@code DATA_FOLDER_UNUSABLE}
   */
  public void writeInto(Path folder) {
    requireEmpty(folder);
    DataFolder.fill(
        folder, () -> files.forEach((name, content) -> fileOf(folder, name).write(content)));
  }

  private static StateFile fileOf(Path folder, String name) {
    Path file = folder.resolve(name);
    // Clients are given this one.
    return name.equals(CERTIFICATE) ? StateFile.readable(file) : StateFile.secret(file);
  }

  /**
   * Returns if the folder is not there or has nothing in it.
   *
   * @throws ServerException {@code DATA_FOLDER_NOT_EMPTY}, {@code DATA_FOLDER_UNUSABLE}
   */
  public static void requireEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new ServerException(
            ServerError.DATA_FOLDER_NOT_EMPTY,
            folder + " has something in it; a node that joins takes an empty data folder");
      }
    } catch (IOException unreadable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, folder + " cannot be read", unreadable);
    }
  }

  /** Overwrites the secrets in memory. */
  public void clear() {
    files.values().forEach(content -> Arrays.fill(content, (byte) 0));
  }
}
