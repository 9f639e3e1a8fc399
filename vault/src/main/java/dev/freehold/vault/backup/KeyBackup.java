package dev.freehold.vault.backup;

import java.util.List;

/**
 * A whole key: the content of a backup, in clear. Lives for one request.
 *
 * @param name its name as it was first written
 * @param rotationPolicy its rotation policy as the vault stores it, empty for none
 * @param versions its versions, oldest first, at least one
 */
public record KeyBackup(String name, String rotationPolicy, List<BackupVersion> versions)
    implements AutoCloseable {

  /** Copies the list. */
  public KeyBackup {
    versions = List.copyOf(versions);
  }

  /** Overwrites the private parts. */
  @Override
  public void close() {
    versions.forEach(version -> version.material().close());
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "KeyBackup[%s, %d versions]".formatted(name, versions.size());
  }
}
