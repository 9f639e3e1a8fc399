package dev.freehold.vault.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryLevelTest {

  @ParameterizedTest
  @CsvSource({
    "90, false, false, Recoverable+Purgeable",
    "90, false, true, Recoverable+Purgeable",
    "90, true, false, Recoverable",
    "90, true, true, Recoverable+ProtectedSubscription",
    "7, false, false, CustomizedRecoverable+Purgeable",
    "89, false, true, CustomizedRecoverable+Purgeable",
    "7, true, false, CustomizedRecoverable",
    "89, true, true, CustomizedRecoverable+ProtectedSubscription"
  })
  void followsFromTheVaultsSettings(
      int retentionDays, boolean purgeProtection, boolean protectedSubscription, String word) {
    assertThat(RecoveryLevel.of(retentionDays, purgeProtection, protectedSubscription).word())
        .isEqualTo(word);
  }
}
