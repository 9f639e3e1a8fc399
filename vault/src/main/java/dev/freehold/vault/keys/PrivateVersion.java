package dev.freehold.vault.keys;

import org.jdbi.v3.core.result.RowView;

/**
 * A version with its private part, which is sealed.
 *
 * @param key the version
 * @param sealed its private part; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PrivateVersion(KeyVersion key, byte[] sealed) {

  /**
   * Of a row that the vaults wrote.
   *
   * @throws dev.freehold.vault.VaultException ROW_NOT_AUTHENTIC or ROW_OUT_OF_DATE
   */
  static PrivateVersion required(RowView row) {
    return new PrivateVersion(
        SealedVersion.required(row).key(), row.getColumn("private_part", byte[].class));
  }
}
