package dev.freehold.custody.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.crypto.Key256;
import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.RootAnswer.NotGiven;
import dev.freehold.custody.roots.RootFailure.Kind;
import dev.freehold.custody.testing.ManualClock;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A node whose tokens no vault accepts")
class FitToAskTest {

  private static final RootKeyUri KEY = RootKeyUri.parse("https://a.example/keys/k");
  private static final RootFailure UNKNOWN =
      new RootFailure(Kind.REFUSED, "Unauthorized", "not accepted");
  private static final RootFailure FORBIDDEN =
      new RootFailure(Kind.REFUSED, "ForbiddenByPolicy", "not permitted");

  /** Vaults that all answer so. */
  private record Answering(RootFailure failure) implements RootVaults {

    @Override
    public RootAnswer<RootKeyFacts> describe(VaultCaller caller, RootKeyUri key) {
      return new NotGiven<>(failure);
    }

    @Override
    public RootAnswer<byte[]> wrap(VaultCaller caller, RootKeyUri keyVersion, Key256 secret) {
      return new NotGiven<>(failure);
    }

    @Override
    public RootAnswer<Key256> unwrap(VaultCaller caller, RootKeyUri keyVersion, byte[] wrapped) {
      return new NotGiven<>(failure);
    }
  }

  private static RootFailure heard(RootFailure said, boolean isClockRight) {
    VaultCaller caller = new VaultCaller(UUID.randomUUID(), Workload.EXCHANGE);
    RootAnswer<Key256> answer =
        new FitToAsk(new Answering(said), () -> isClockRight).unwrap(caller, KEY, new byte[1]);
    return ((NotGiven<Key256>) answer).failure();
  }

  @Test
  @DisplayName("has heard no refusal if its clock is wrong, but that somebody has to set it")
  void wrongClock() {
    RootFailure heard = heard(UNKNOWN, false);
    assertThat(heard.kind()).isEqualTo(Kind.WRONG_ANSWER);
    assertThat(heard.code()).isEqualTo("clock-wrong");
    assertThat(heard.isForOperators()).isTrue();
  }

  @Test
  @DisplayName("has heard a refusal if its clock is right, or if the vault knew who asked")
  void rightClock() {
    assertThat(heard(UNKNOWN, true)).isEqualTo(UNKNOWN);
    assertThat(heard(FORBIDDEN, false)).isEqualTo(FORBIDDEN);
  }

  @Test
  @DisplayName("compares its clock with PostgreSQL's; an SQLite file has one clock")
  void clocks(@TempDir Path folder) {
    ManualClock wrong = new ManualClock();
    wrong.advance(Duration.between(wrong.instant(), Clock.systemUTC().instant()));
    wrong.advance(Duration.ofMinutes(7));
    try (Database postgresql = TestDatabases.open(Dialect.POSTGRESQL, folder);
        Database sqlite = TestDatabases.open(Dialect.SQLITE, folder)) {
      assertThat(new DatabaseTime(postgresql, Clock.systemUTC()).getAsBoolean()).isTrue();
      assertThat(new DatabaseTime(postgresql, wrong).getAsBoolean()).isFalse();
      assertThat(new DatabaseTime(sqlite, wrong).getAsBoolean()).isTrue();
    }
  }
}
