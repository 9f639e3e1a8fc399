package dev.freehold.server.stores;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The paths in the data folder of vaults that run alone.
 *
 * @param folder the folder, locked by this process
 */
public record VaultFolder(DataFolder folder) {

  /** The file that remembers the newest states of vaults and keys, here and in a service. */
  public static final String SEAL_MARKS = "seal-marks";

  /**
   * Checks that the folder is not a service's.
   *
   * @throws ServerException with {@code DATA_FOLDER_UNUSABLE}
   */
  public VaultFolder {
    if (Files.exists(folder.operatorConnection())) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE,
          "%s is the folder of a service; give 'freehold vault' a folder of its own"
              .formatted(folder.root()));
    }
  }

  /** Keys, policies, identities, ledger. */
  public Path database() {
    return folder.root().resolve("vault.db");
  }

  /** The key that seals keys. */
  public Path masterKey() {
    return folder.root().resolve("master.key");
  }

  /** The key that seals what the issuer signs tokens with, and what logs are signed with. */
  public Path issuerKey() {
    return folder.root().resolve("issuer.key");
  }

  /** The kinds of rows whose old rows, written before seals existed, have been sealed. */
  public Path sealMarks() {
    return folder.root().resolve("sealed-kinds");
  }

  /** The newest states of vaults and keys that were seen. */
  public Path vaultSealMarks() {
    return folder.root().resolve(SEAL_MARKS);
  }

  /** The local certificate authority. */
  public Path authority() {
    return folder.authority();
  }

  /** Where drivers unpack their native libraries. */
  public Path nativeFiles() {
    return folder.nativeFiles();
  }

  /** How the administrator connects; made at the first start. */
  public Path administratorConnection() {
    return folder.administratorConnection();
  }
}
