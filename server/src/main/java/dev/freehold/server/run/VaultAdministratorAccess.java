package dev.freehold.server.run;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.Connection;
import dev.freehold.vault.registry.VaultAdministration;
import dev.freehold.vault.subscriptions.Subscription;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;

/**
 * The way in for the administrator of vaults that run alone: one tenant, and one subscription that
 * the administrator owns.
 */
final class VaultAdministratorAccess {

  private static final String TENANT = "vault";
  private static final String ACTOR = "system:first-start";

  private final Tenants tenants;
  private final Identities identities;
  private final VaultAdministration administration;

  VaultAdministratorAccess(DirectoryPart directory, VaultAdministration administration) {
    this.tenants = directory.tenants();
    this.identities = directory.identities();
    this.administration = administration;
  }

  /**
   * Makes the administrator's connection file at the first start, and keeps the address in it up to
   * date afterwards. Anyone who deletes the file and starts again gets a new credential: that needs
   * write access to the data folder, where the keys are anyway. A start that was killed half-way is
   * finished by the next one.
   *
   * @return whether a credential was made now
   */
  boolean ensure(Path file, URI login, String authorityPem) {
    try {
      if (Connection.keepCurrent(file, login, authorityPem)) {
        return false;
      }
      Tenant tenant = tenants.findByName(TENANT).orElseGet(() -> tenants.create(TENANT, ACTOR));
      NewApplication administrator =
          identities.createApplication(
              tenant.id(),
              "vault administrator",
              Set.of(Role.GLOBAL_ADMIN, Role.VAULT_ADMIN),
              ACTOR);
      ensureOwner(tenant.id(), administrator.identity().objectId());
      new Connection(
              login,
              authorityPem,
              tenant.id().toString(),
              administrator.identity().appId().toString(),
              administrator.clientSecret(),
              null)
          .write(file);
      return true;
    } catch (IOException unwritable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, file + " cannot be written", unwritable);
    }
  }

  /** Who the administrator is, by the connection file; the file names no object id. */
  Administrator administrator(Path file) {
    Connection connection = Connection.read(file);
    UUID tenantId = UUID.fromString(connection.tenant());
    UUID objectId =
        identities
            .findByAppId(tenantId, UUID.fromString(connection.clientId()))
            .map(Identity::objectId)
            .orElseThrow(
                () ->
                    new ServerException(
                        ServerError.CONNECTION_INVALID,
                        file
                            + " names an application that was deleted; remove the file and start"
                            + " again to get another administrator"));
    return new Administrator(tenantId, subscriptionOf(tenantId), objectId);
  }

  /** What an administrator has to know of itself to make vaults and access policies. */
  record Administrator(UUID tenantId, UUID subscriptionId, UUID objectId) {}

  private void ensureOwner(UUID tenantId, UUID owner) {
    UUID id = subscriptionOf(tenantId);
    if (administration.subscription(id).isPresent()) {
      administration.addOwner(id, owner);
    } else {
      administration.createSubscription(
          new Subscription(id, tenantId, "Key vaults", Set.of(owner)));
    }
  }

  /** The one subscription that is made by itself; its id follows from the tenant's. */
  private static UUID subscriptionOf(UUID tenantId) {
    String name = "subscription of " + tenantId;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
