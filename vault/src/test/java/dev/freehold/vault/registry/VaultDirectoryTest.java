package dev.freehold.vault.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.vault.VaultLimits;
import dev.freehold.web.testing.MovableClock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class VaultDirectoryTest {

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final VaultDirectory directory = new VaultDirectory(clock);
  private int loads;

  private Optional<Vault> find() {
    return directory.find("contoso", this::load);
  }

  private Optional<Vault> load() {
    loads++;
    return Optional.empty();
  }

  @Test
  void whatWasReadCountsForAMoment() {
    find();
    find();
    assertThat(loads).isEqualTo(1);
    clock.advance(VaultLimits.DIRECTORY_FRESH);
    find();
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void afterAChangeEverythingIsReadAgain() {
    find();
    directory.forget();
    find();
    assertThat(loads).isEqualTo(2);
  }

  @Test
  void whatWasReadWhileAChangeWasMadeDoesNotCountAfterIt() {
    Supplier<Optional<Vault>> changedMeanwhile =
        () -> {
          directory.forget();
          return load();
        };
    directory.find("contoso", changedMeanwhile);
    find();
    assertThat(loads).isEqualTo(2);
  }
}
