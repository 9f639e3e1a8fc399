package dev.freehold.custody.roots;

import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.VersionedVaults;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Vaults with versions in memory")
class VersionedVaultsTest extends RootVaultsContract {

  private final VersionedVaults vaults = new VersionedVaults();
  private final UUID tenantId = UUID.randomUUID();

  @BeforeEach
  void makeTheKey() {
    vaults.newVersion(key());
  }

  @Override
  RootVaults vaults() {
    return vaults;
  }

  @Override
  UUID tenantId() {
    return tenantId;
  }

  @Override
  RootKeyUri key() {
    return VersionedVaults.key("alpha", "root");
  }

  @Override
  RootKeyUri absentKey() {
    return VersionedVaults.key("alpha", "absent");
  }

  @Override
  void refuse() {
    vaults.set(key(), Mood.REFUSES);
  }

  @Override
  void fallSilent() {
    vaults.set(key(), Mood.SILENT);
  }
}
