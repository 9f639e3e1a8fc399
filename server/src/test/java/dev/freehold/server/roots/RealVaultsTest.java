package dev.freehold.server.roots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.identity.Workload;
import dev.freehold.custody.roots.AzureRootVaults;
import dev.freehold.custody.roots.RootFailure;
import dev.freehold.custody.roots.RootKeyUri;
import dev.freehold.custody.roots.RootVaults;
import dev.freehold.custody.roots.VaultCaller;
import dev.freehold.custody.testing.CustodyFixture;
import dev.freehold.custody.testing.RootVaultsContract;
import dev.freehold.persistence.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The gateway to vaults, before Freehold's own")
class RealVaultsTest extends RootVaultsContract {

  @TempDir private Path folder;
  private CustodyFixture custody;
  private RealVaults real;
  private AzureRootVaults gateway;
  private boolean running;

  @BeforeEach
  void open() throws IOException {
    custody = new CustodyFixture(Dialect.SQLITE, folder);
    real = new RealVaults(custody, Files.createDirectory(folder.resolve("vault")));
    running = true;
    gateway = real.gateway();
  }

  @AfterEach
  void close() {
    gateway.close();
    if (running) {
      real.close();
    }
    custody.close();
  }

  @Test
  @DisplayName("another tenant's service is refused, whatever key it names")
  void otherTenantsAreRefused() {
    UUID other = custody.tenants.create("fabrikam", CustodyFixture.ADMIN).id();
    RootFailure failure =
        failure(gateway.describe(new VaultCaller(other, Workload.EXCHANGE), key()));
    assertThat(failure.kind()).isEqualTo(RootFailure.Kind.REFUSED);
  }

  @Test
  @DisplayName(
      "the vault checks the permission each time: wrapping stops when it is removed, and works "
          + "when it is given back")
  void permissionIsAskedEachTime() {
    RootKeyUri version = version();
    byte[] wrapped = wrapped(version);
    refuse();
    assertKind(RootFailure.Kind.REFUSED, version, wrapped);
    real.grant(RealVaults.VAULT_A);
    given(gateway.unwrap(caller(), version, wrapped)).close();
  }

  @Test
  @DisplayName(
      "a tenant that does not exist gets no token, which does not count as silence of a vault")
  void unknownTenantsGetNoToken() {
    RootFailure failure =
        failure(gateway.describe(new VaultCaller(UUID.randomUUID(), Workload.EXCHANGE), key()));
    assertThat(failure.kind()).isEqualTo(RootFailure.Kind.WRONG_ANSWER);
    assertThat(failure.code()).isEqualTo("no-token");
  }

  @Override
  protected RootVaults vaults() {
    return gateway;
  }

  @Override
  protected UUID tenantId() {
    return custody.tenant.id();
  }

  @Override
  protected RootKeyUri key() {
    return real.key(RealVaults.VAULT_A);
  }

  @Override
  protected RootKeyUri absentKey() {
    return RootKeyUri.parse(key().vaultUrl() + "/keys/absent");
  }

  @Override
  protected void refuse() {
    real.revoke(RealVaults.VAULT_A);
  }

  @Override
  protected void fallSilent() {
    real.close();
    running = false;
  }
}
