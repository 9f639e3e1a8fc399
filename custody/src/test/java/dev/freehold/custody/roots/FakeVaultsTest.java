package dev.freehold.custody.roots;

import dev.freehold.custody.testing.FakeVaults;
import dev.freehold.custody.testing.FakeVaults.Mood;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The fake of the vaults")
class FakeVaultsTest extends RootVaultsContract {

  private final FakeVaults vaults = new FakeVaults();
  private final UUID tenantId = UUID.randomUUID();

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
    return FakeVaults.ROOT_1;
  }

  @Override
  RootKeyUri absentKey() {
    return RootKeyUri.parse(FakeVaults.ROOT_1.vaultUrl() + "/keys/absent");
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
