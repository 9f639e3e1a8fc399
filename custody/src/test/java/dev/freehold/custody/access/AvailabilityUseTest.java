package dev.freehold.custody.access;

import static dev.freehold.custody.access.AccessHarness.LEASE;
import static dev.freehold.custody.access.AccessHarness.SETTINGS;
import static dev.freehold.custody.testing.CustodyFixture.SYSTEM;
import static dev.freehold.custody.testing.CustodyFixture.USER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.custody.testing.SimulatedVaults.Way;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A use of an availability key")
class AvailabilityUseTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "MAILBOX, Exchange, system-work",
    "MULTI_WORKLOAD, MultiWorkload, system-work",
    "SERVICE_MANAGED, ServiceManaged, system-work",
    "FILE, SharePoint, recovery",
  })
  @DisplayName("is in the tenant's ledger with workload, reason, actor and both failures")
  void isRecorded(PolicyKind kind, String workload, String reason) {
    try (AccessHarness harness = new AccessHarness(Dialect.SQLITE, folder, kind)) {
      harness.recover(harness.policy.id(), true);
      harness.vaults.setBoth(Way.REFUSES);
      harness.openNow(SYSTEM);
      LedgerEntry begin = harness.availabilityUses("begin").getFirst();
      assertThat(begin.actor()).isEqualTo("system:index");
      assertThat(begin.tenantId()).isEqualTo(harness.custody.tenant.id());
      assertThat(begin.details())
          .containsEntry("activity", "Fallback to Availability Key")
          .containsEntry("recordType", "CustomerKeyServiceEncryption")
          .containsEntry("workload", workload)
          .containsEntry("reason", reason)
          .containsEntry("policyId", harness.policy.id().toString())
          .containsEntry("firstRoot", "REFUSED Forbidden")
          .containsEntry("secondRoot", "REFUSED Forbidden")
          .containsKeys("scopeKeyVersionId", "requestId");
    }
  }

  @Test
  @DisplayName("is closed, when its lease ends, with how many objects a key was given for")
  void isCounted() {
    try (AccessHarness mail = AccessHarness.mail(folder)) {
      mail.vaults.setBoth(Way.SILENT);
      mail.openNow(USER);
      mail.openNow(SYSTEM);
      mail.openNow(USER);
      mail.access.requireAccess(mail.owner, USER);
      mail.access.sweep();
      assertThat(mail.availabilityUses("end")).isEmpty();
      mail.time.advance(LEASE);
      mail.access.sweep();
      LedgerEntry begin = mail.availabilityUses("begin").getFirst();
      LedgerEntry end = mail.availabilityUses("end").getFirst();
      assertThat(end.details())
          .containsEntry("objectCount", "3")
          .containsEntry("requestId", begin.details().get("requestId"));
      assertThat(begin.details()).doesNotContainKey("objectCount");
    }
  }

  @Test
  @DisplayName("is closed when a root agrees again, and when key access is closed")
  void endsWithTheNeed() {
    try (AccessHarness mail = AccessHarness.mail(folder)) {
      mail.vaults.setBoth(Way.REFUSES);
      mail.openNow(SYSTEM);
      mail.vaults.setBoth(Way.AGREES);
      mail.time.advance(SETTINGS.failureMemory());
      mail.openNow(USER);
      mail.access.sweep();
      assertThat(mail.availabilityUses("end")).hasSize(1);
      mail.vaults.setBoth(Way.SILENT);
      mail.time.advance(LEASE);
      mail.access.requireAccess(mail.owner, USER);
      mail.restart(SETTINGS);
      assertThat(mail.availabilityUses("end"))
          .hasSize(2)
          .last()
          .satisfies(end -> assertThat(end.details()).containsEntry("objectCount", "0"));
    }
  }
}
