package dev.freehold.custody.roots;

import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import dev.freehold.custody.testing.RootVaultsContract;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The fake of the vaults")
class FakeVaultsTest extends RootVaultsContract {

  private final FakeVaults vaults = new FakeVaults();
  private final UUID tenantId = UUID.randomUUID();

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
    return FakeVaults.ROOT_1;
  }

  @Override
  protected RootKeyUri absentKey() {
    return RootKeyUri.parse(FakeVaults.ROOT_1.vaultUrl() + "/keys/absent");
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
