package dev.freehold.vault.wire;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.SUBSCRIPTION;
import static dev.freehold.vault.testing.RunningVault.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RunningVault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A NUL, which PostgreSQL takes in no text, is the caller's mistake and not the database's. */
class NulInTargetsTest {

  private static final String V = "api-version=2023-02-01";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void areRefusedAsTheCallersMistake(Dialect dialect) {
    try (RunningVault vault = RunningVault.start(folder, dialect);
        RawClient client = new RawClient(vault)) {
      for (String list : List.of("/keys", "/deletedkeys", "/keys/root/versions")) {
        String target = list + "?api-version=7.4&$skiptoken=AGEA";
        assertThat(client.send("GET", target, vault.token(ADMIN), "").status())
            .as(target)
            .isEqualTo(400);
      }
      String token = vault.issuer().token(TENANT, ADMIN, vault.server().managementResource());
      String subscription = "/subscriptions/" + SUBSCRIPTION;
      String provider = "/providers/Microsoft.KeyVault";
      for (String path :
          List.of(
              subscription + provider + "/vaults?$skiptoken=a%00&" + V,
              subscription + provider + "/deletedVaults?$skiptoken=%00&" + V,
              subscription + provider + "/locations/test/deletedVaults/a%00b?" + V,
              subscription + "/resourceGroups/a%00b?" + V,
              subscription + "/resourceGroups/rg" + provider + "/vaults/a%00b?" + V)) {
        assertThat(client.send("GET", "management.vault.localhost", path, token, "").status())
            .as(path)
            .isEqualTo(400);
      }
    }
  }
}
