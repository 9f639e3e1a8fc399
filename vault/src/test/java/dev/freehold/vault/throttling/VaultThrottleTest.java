package dev.freehold.vault.throttling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.vault.material.Curve;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.web.testing.MovableClock;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultThrottleTest {

  private static final UUID VAULT = UUID.randomUUID();
  private static final UUID SUBSCRIPTION = UUID.randomUUID();

  private static final UUID CALLER = UUID.randomUUID();
  private static final UUID SERVICE = UUID.randomUUID();

  private final MovableClock clock = new MovableClock(Instant.EPOCH);
  private final VaultThrottle throttle = new VaultThrottle(ThrottlingSettings.FAITHFUL, clock);

  @ParameterizedTest
  @CsvSource({
    "2048,false,4000", "3072,false,1000", "4096,false,500",
    "2048,true,2000", "3072,true,500", "4096,true,250"
  })
  void asManyUsesOfRsaKeysAreAdmittedAsTheProtocolDocuments(int bits, boolean hardware, int many) {
    int weight =
        Weights.ofUse(new KeySpecification.Rsa(hardware, bits, BigInteger.valueOf(65_537)));
    for (int i = 0; i < many; i++) {
      throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, CALLER).weighs(Cost.USE, weight);
    }
    assertRefused(VAULT, Cost.USE, "VaultRequestTypeLimitReached");
  }

  @ParameterizedTest
  @CsvSource({"false,20", "true,10"})
  void asManyKeysAreMadeAsTheProtocolDocuments(boolean hardware, int many) {
    int weight = Weights.ofCreation(new KeySpecification.Ec(hardware, Curve.P_256));
    for (int i = 0; i < many; i++) {
      throttle.admit(VAULT, SUBSCRIPTION, Cost.CREATION, CALLER).weighs(Cost.CREATION, weight);
    }
    assertRefused(VAULT, Cost.CREATION, "VaultRequestTypeLimitReached");
  }

  @Test
  void aRefusedRequestCountsNothingAndALighterOneIsStillAdmitted() {
    fill(VAULT, Cost.USE, 3995);
    assertThatThrownBy(
            () -> throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, CALLER).weighs(Cost.USE, 8))
        .isInstanceOf(ThrottledException.class);
    fill(VAULT, Cost.USE, 5);
    assertRefused(VAULT, Cost.USE, "VaultRequestTypeLimitReached");
  }

  @Test
  void whoUsesAKeySeldomIsAdmittedWhenOthersUsedUpTheVault() {
    fill(VAULT, Cost.USE, 4000);
    assertRefused(VAULT, Cost.USE, "VaultRequestTypeLimitReached");
    for (int i = 0; i < 50; i++) {
      throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE).weighs(Cost.USE, 8);
    }
    assertThatThrownBy(() -> throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE))
        .isInstanceOf(ThrottledException.class);
    clock.advance(Duration.ofSeconds(10));
    throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE);
  }

  @Test
  void whoUsesAKeySeldomIsAdmittedWhenOthersUsedUpTheSubscription() {
    for (int i = 0; i < 5; i++) {
      fill(UUID.randomUUID(), Cost.USE, 4000);
    }
    assertThatThrownBy(
            () -> throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, CALLER).weighs(Cost.USE, 401))
        .isInstanceOf(ThrottledException.class);
    throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE).weighs(Cost.USE, 8);
  }

  @Test
  void manyWhoUseAKeySeldomHaveAsMuchTogetherAsTheVaultOnceMore() {
    fill(VAULT, Cost.USE, 4000);
    for (int i = 0; i < 4000; i++) {
      throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, UUID.randomUUID());
    }
    assertThatThrownBy(() -> throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE))
        .isInstanceOf(ThrottledException.class);
  }

  @Test
  void whatIsNotDoneAfterAllIsGivenBack() {
    fill(VAULT, Cost.USE, 3999);
    throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, CALLER).giveBack();
    throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, CALLER);
    var reserved = throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE);
    reserved.weighs(Cost.USE, 400);
    reserved.giveBack();
    throttle.admit(VAULT, SUBSCRIPTION, Cost.USE, SERVICE).weighs(Cost.USE, 400);
  }

  @Test
  void eachClassAndEachVaultHasItsOwnBudget() {
    fill(VAULT, Cost.IMPORT, 300);
    assertRefused(VAULT, Cost.IMPORT, "VaultRequestTypeLimitReached");
    fill(VAULT, Cost.OTHER, 1);
    fill(UUID.randomUUID(), Cost.IMPORT, 300);
  }

  @Test
  void aSubscriptionHasFiveTimesWhatAVaultHas() {
    for (int i = 0; i < 5; i++) {
      fill(UUID.randomUUID(), Cost.CREATION, 20);
    }
    assertRefused(VAULT, Cost.CREATION, "SubscriptionRequestTypeLimitReached");
  }

  @Test
  void theNextIntervalBeginsAnewAndIsAnnounced() {
    fill(VAULT, Cost.CREATION, 20);
    clock.advance(Duration.ofMillis(7500));
    assertThatThrownBy(() -> throttle.admit(VAULT, SUBSCRIPTION, Cost.CREATION, CALLER))
        .isInstanceOfSatisfying(
            ThrottledException.class, e -> assertThat(e.retryAfterSeconds()).isEqualTo(3));
    clock.advance(Duration.ofMillis(2500));
    fill(VAULT, Cost.CREATION, 20);
  }

  @Test
  void aPercentageScalesEverythingAndNoneIsNoLimit() {
    assertThat(ThrottlingSettings.FAITHFUL.scaled(100)).isEqualTo(ThrottlingSettings.FAITHFUL);
    assertThat(ThrottlingSettings.FAITHFUL.scaled(50).uses()).isEqualTo(2000);
    assertThat(ThrottlingSettings.FAITHFUL.scaled(1).creations()).isEqualTo(1);
    assertThat(ThrottlingSettings.FAITHFUL.scaled(0)).isEqualTo(ThrottlingSettings.UNLIMITED);
  }

  @Test
  void manyAddressesShareOneCountBeyondThoseThatFit() {
    WindowCounter<Integer> counter = new WindowCounter<>(clock, Duration.ofSeconds(10), 2);
    assertThat(counter.take(1, 1, 1)).isTrue();
    assertThat(counter.take(2, 1, 1)).isTrue();
    assertThat(counter.take(3, 1, 1)).isTrue();
    assertThat(counter.take(4, 1, 1)).isFalse();
    assertThat(counter.take(1, 1, 1)).isFalse();
  }

  @Test
  void whoOwnsHalfAnIpv6AddressIsOneClient() {
    ThrottlingSettings once = new ThrottlingSettings(Duration.ofSeconds(10), 1, 1, 1, 1, 1, 1, 1);
    AddressThrottle addresses = new AddressThrottle(once, clock);
    addresses.anonymous("2001:db8:1:2:3:4:5:6");
    assertThatThrownBy(() -> addresses.anonymous("2001:db8:1:2:9:9:9:9"))
        .isInstanceOf(ThrottledException.class);
    assertThatCode(() -> addresses.anonymous("2001:db8:1:3:3:4:5:6")).doesNotThrowAnyException();
    assertThatCode(() -> addresses.refusedToken("2001:db8:1:2:3:4:5:6")).doesNotThrowAnyException();
  }

  private void fill(UUID vault, Cost cost, int many) {
    for (int i = 0; i < many; i++) {
      throttle.admit(vault, SUBSCRIPTION, cost, CALLER);
    }
  }

  private void assertRefused(UUID vault, Cost cost, String reason) {
    assertThatThrownBy(() -> throttle.admit(vault, SUBSCRIPTION, cost, CALLER))
        .isInstanceOf(ThrottledException.class)
        .hasMessage(
            "Request was not processed because too many requests were received. Reason: " + reason);
  }
}
