package dev.freehold.vault.keys;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("PostgreSQL's statistics of the vaults' tables")
class SamplesOfKeysTest {

  /** {@code stanullfrac} and the like are numbers; values are in the five arrays. */
  private static final String SAMPLED =
      """
      SELECT a.attname FROM pg_statistic s
      JOIN pg_attribute a ON a.attrelid = s.starelid AND a.attnum = s.staattnum
      WHERE s.starelid = 'vault_key_versions'::regclass ORDER BY a.attname
      """;

  @Test
  @DisplayName("have no values of sealed keys, which a purge would not reach there")
  void noSealedKeys(@TempDir Path folder) {
    try (RunningVault vault = RunningVault.start(folder, Dialect.POSTGRESQL);
        RawClient client = new RawClient(vault)) {
      for (int version = 0; version < 3; version++) {
        String target = "/keys/root/create?api-version=2025-07-01";
        assertThat(client.send("POST", target, vault.token(ADMIN), "{\"kty\":\"EC\"}").status())
            .isEqualTo(200);
      }
      List<String> columns =
          vault
              .database()
              .write(
                  tx -> {
                    tx.execute("ANALYZE vault_key_versions");
                    return tx.createQuery(SAMPLED).mapTo(String.class).list();
                  });
      assertThat(columns).contains("version").doesNotContain("sealed");
    }
  }
}
