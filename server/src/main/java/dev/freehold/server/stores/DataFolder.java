package dev.freehold.server.stores;

import dev.freehold.persistence.files.ProcessLock;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.web.WebException;
import dev.freehold.web.files.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything a server writes; only one process at a time can use it. */
public final class DataFolder implements AutoCloseable {

  /** Is there while {@link #fill} writes. */
  private static final String UNFINISHED = "unfinished-join";

  private final Path root;
  private final ProcessLock lock;

  private DataFolder(Path root, ProcessLock lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the folder with mode 0700 if it does not exist, and takes it for this process.
   *
   * @throws ServerException with {@code DATA_FOLDER_UNUSABLE} or {@code DATA_FOLDER_IN_USE}
   */
  public static DataFolder take(Path root) {
    try {
      make(root);
      if (Files.exists(root.resolve(UNFINISHED))) {
        throw new ServerException(
            ServerError.DATA_FOLDER_UNUSABLE,
            ("'freehold node join' did not finish making %s; empty the folder and call it"
                    + " again")
                .formatted(root));
      }
      return new DataFolder(
          root, ProcessLock.take(root.resolve("freehold.lock")).orElseThrow(() -> inUse(root)));
    } catch (IOException unusable) {
      throw unusable(root, unusable);
    }
  }

  private static void make(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /**
   * Makes a data folder by {@code files}, which writes into it. As long as a part is missing, as
   * after a crash, nobody can take the folder: a server would make for itself what it does not
   * find.
   *
   * @throws ServerException with {@code DATA_FOLDER_UNUSABLE}
   */
  public static void fill(Path root, Runnable files) {
    Path unfinished = root.resolve(UNFINISHED);
    try {
      make(root);
      StateFile.secret(unfinished).write(new byte[0]);
      files.run();
      Files.delete(unfinished);
      StateFile.flushFolder(root);
    } catch (IOException | WebException unwritable) {
      throw unusable(root, unwritable);
    }
  }

  static ServerException unusable(Path path, Exception cause) {
    return new ServerException(
        ServerError.DATA_FOLDER_UNUSABLE,
        "%s cannot be made or written; check its path, its rights and the space left"
            .formatted(path),
        cause);
  }

  private static ServerException inUse(Path root) {
    return new ServerException(
        ServerError.DATA_FOLDER_IN_USE,
        "another process uses %s; stop it, or choose another folder".formatted(root));
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Metadata: tenants, policies, mailboxes, ledger. */
  Path database() {
    return root.resolve("freehold.db");
  }

  /** Availability keys, apart from everything else. */
  public Path availabilityDatabase() {
    return root.resolve("availability.db");
  }

  /** The key that seals what the service keeps for itself. */
  public Path serviceMasterKey() {
    return root.resolve("service-master.key");
  }

  /** All that the key vaults keep. */
  public Path vault() {
    return root.resolve("vault");
  }

  /** The local certificate authority. */
  public Path authority() {
    return authorityOf(root);
  }

  /** The same in the data folder {@code root}, which need not be taken. */
  public static Path authorityOf(Path root) {
    return root.resolve("tls");
  }

  /** Sealed objects and key bundles. */
  Path blobs() {
    return root.resolve("blobs");
  }

  /** Where drivers unpack their native libraries. */
  Path nativeFiles() {
    return root.resolve("native");
  }

  /** How the operator connects; made at the first start. */
  public Path operatorConnection() {
    return operatorOf(root);
  }

  /** The same in the data folder {@code root}, which need not be taken. */
  public static Path operatorOf(Path root) {
    return root.resolve("operator.json");
  }

  /** How the administrator of vaults that run alone connects; made at the first start. */
  Path administratorConnection() {
    return administratorOf(root);
  }

  /** The same in the data folder {@code root}, which need not be taken. */
  public static Path administratorOf(Path root) {
    return root.resolve("administrator.json");
  }

  /** A service does not work in the folder of vaults that run alone. */
  public void refuseVaults() {
    if (Files.exists(administratorConnection())) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "%s is the folder of vaults that run alone; give 'freehold serve' a folder of its own"
              .formatted(root));
    }
  }

  /** Gives the folder free. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException alreadyGone) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "the lock of " + root + " cannot be given free",
          alreadyGone);
    }
  }
}
