package dev.freehold.vault.keys.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.keys.KeyAttributes;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyOperation;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.material.OctPublic;
import dev.freehold.vault.wire.WireError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UseRulesTest {

  private static final Instant NOW = Instant.ofEpochSecond(1000);
  private static final KeyForm FORM = new KeyForm(new OctPublic(256), false, KeyEngines.SOFTWARE);

  @ParameterizedTest
  @CsvSource({
    // enabled, nbf, exp, operation, allowed, inner code
    "true,,,WRAP_KEY,true,",
    "true,,,UNWRAP_KEY,true,",
    "true,1000,1001,WRAP_KEY,true,",
    "false,,,WRAP_KEY,true,KeyDisabled",
    "false,,,UNWRAP_KEY,true,KeyDisabled",
    "false,2000,,WRAP_KEY,false,KeyDisabled",
    "true,1001,,WRAP_KEY,true,KeyNotYetValid",
    "true,1001,,UNWRAP_KEY,true,",
    "true,,1000,WRAP_KEY,true,KeyExpired",
    "true,,1000,SIGN,true,KeyExpired",
    "true,,1000,UNWRAP_KEY,true,",
    "true,,1000,WRAP_KEY,false,KeyExpired",
    "true,,,WRAP_KEY,false,KeyOperationForbidden",
    "true,,,UNWRAP_KEY,false,KeyOperationForbidden"
  })
  void aVersionIsUsedAsTheTableOfStatesSays(
      boolean enabled,
      Long notBefore,
      Long expires,
      KeyOperation operation,
      boolean allowed,
      String innerCode) {
    KeyVersion key =
        new KeyVersion(
            new KeyPlace(UUID.randomUUID(), "root", UUID.randomUUID()),
            "root",
            1,
            FORM,
            allowed ? List.of(KeyOperation.values()) : List.of(KeyOperation.IMPORT),
            new KeyAttributes(enabled, time(notBefore), time(expires)),
            Map.of(),
            NOW,
            NOW);
    if (innerCode == null) {
      assertThatCode(() -> UseRules.require(operation, key, NOW)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> UseRules.require(operation, key, NOW))
          .isInstanceOfSatisfying(
              WireError.class,
              e -> {
                assertThat(e.status()).isEqualTo(403);
                assertThat(e.innerCode()).contains(innerCode);
              });
    }
  }

  private static Optional<Instant> time(Long seconds) {
    return Optional.ofNullable(seconds).map(Instant::ofEpochSecond);
  }
}
