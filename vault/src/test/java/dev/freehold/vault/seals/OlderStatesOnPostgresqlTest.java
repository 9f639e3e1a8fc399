package dev.freehold.vault.seals;

import static dev.freehold.vault.testing.RunningVault.ADMIN;
import static dev.freehold.vault.testing.RunningVault.VAULT_A;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.Dialect;
import dev.freehold.vault.testing.RawClient;
import dev.freehold.vault.testing.RawClient.Reply;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.TableCopy;
import org.junit.jupiter.api.Test;

class OlderStatesOnPostgresqlTest extends OlderStatesContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Test
  void fault57_aNodeThatNobodyAskedRefusesWhatAnotherHasChangedSinceItLastLooked() {
    try (RunningVault twin = vault.twin();
        RawClient other = new RawClient(twin)) {
      TableCopy before = copy();
      revoke();
      twin.server().keepHouse();
      putBack(before);
      later();
      assertOutOfDate(useAt(twin, other));
      assertOutOfDate(use(SERVICE));
    }
  }

  @Test
  void fault57_aNodeThatUsedAKeyRefusesItsOlderStateThoughAnotherChangedIt() {
    try (RunningVault twin = vault.twin();
        RawClient other = new RawClient(twin)) {
      TableCopy before = copy();
      assertThat(
              keys(ADMIN, "PATCH", versionedKey(), "{\"attributes\":{\"enabled\":false}}").status())
          .isEqualTo(200);
      later();
      assertThat(useAt(twin, other).status()).isEqualTo(403);
      putBack(before);
      later();
      assertOutOfDate(useAt(twin, other));
    }
  }

  private Reply useAt(RunningVault twin, RawClient other) {
    return other.send(
        "POST",
        VAULT_A + ".vault.localhost",
        versionedKey() + "/wrapkey?api-version=7.4",
        twin.token(SERVICE),
        "{\"alg\":\"A256KW\",\"value\":\"AAAAAAAAAAAAAAAAAAAAAA\"}");
  }
}
