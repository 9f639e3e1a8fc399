package dev.freehold.custody.roots;

import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.RootVaultsContract;
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
  protected RootVaults vaults() {
    return vaults;
  }

  @Override
  protected UUID tenantId() {
    return tenantId;
  }

  @Override
  protected RootKeyUri key() {
    return VersionedVaults.key("alpha", "root");
  }

  @Override
  protected RootKeyUri absentKey() {
    return VersionedVaults.key("alpha", "absent");
  }

  @Override
  protected void refuse() {
    vaults.set(key(), Mood.REFUSES);
  }

  @Override
  protected void fallSilent() {
    vaults.set(key(), Mood.SILENT);
  }
}
