package dev.freehold.custody.purge.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A purge waits for nodes that do not answer")
class PurgeRunSettingsTest {

  private static final PurgeRunSettings MINUTE = PurgeRunSettings.withLease(Duration.ofMinutes(1));

  @Test
  @DisplayName("a lease and a second, by the longest lease of any node")
  void leaseWait() {
    assertThat(MINUTE.leaseWait(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(61));
    assertThat(MINUTE.leaseWait(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(901));
    assertThat(MINUTE.leaseWait(Duration.ZERO)).isEqualTo(Duration.ofSeconds(61));
  }

  @Test
  @DisplayName("three beats if leases are shorter, so that a node that runs is heard")
  void beats() {
    assertThat(PurgeRunSettings.withLease(Duration.ofSeconds(1)).leaseWait(Duration.ofSeconds(1)))
        .isEqualTo(CustodyLimits.NODE_BEAT.multipliedBy(3));
  }
}
