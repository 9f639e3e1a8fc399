package dev.freehold.vault.keys.lastuse;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyUsesOnPostgresqlTest extends KeyUsesContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Test
  @DisplayName("A second server on the same database warns of uses that the first has written")
  void twoServers() {
    String version = keys().version("root");
    keys().use(UsedKeys.SERVICE, "root", version);
    keys().vault().server().keepHouse();
    try (RunningVault twin = keys().vault().twin();
        RawClient client = new RawClient(twin)) {
      Reply reply =
          client.send(
              "PATCH",
              "/keys/root/" + version + "?api-version=2025-07-01",
              twin.token(ADMIN),
              UsedKeys.DISABLE);
      assertThat(UsedKeys.warning(reply).orElseThrow()).contains(UsedKeys.SERVICE.toString());
    }
  }
}
