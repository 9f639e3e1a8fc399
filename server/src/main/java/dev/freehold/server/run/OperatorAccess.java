package dev.freehold.server.run;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.client.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/**
 * The operator's way in. The operator lives in a tenant of its own, which holds nothing else, so
 * that its tokens can never name a customer's tenant.
 */
final class OperatorAccess {

  static final String TENANT = "operator";
  private static final String ACTOR = "system:first-start";

  private final Tenants tenants;
  private final Identities identities;

  OperatorAccess(Tenants tenants, Identities identities) {
    this.tenants = tenants;
    this.identities = identities;
  }

  /**
   * Makes the operator's connection file at the first start, and keeps the address in it up to date
   * afterwards. Whoever deletes the file and starts again gets a new credential: that needs write
   * access to the data folder, which is the operator's anyway.
   *
   * @return whether a credential was made now
   */
  boolean ensure(Path file, URI server, String authorityPem) {
    try {
      if (Connection.keepCurrent(file, server, authorityPem)) {
        return false;
      }
      Tenant tenant = tenants.findByName(TENANT).orElseGet(() -> tenants.create(TENANT, ACTOR));
      NewApplication operator =
          identities.createApplication(tenant.id(), "operator", Set.of(Role.OPERATOR), ACTOR);
      new Connection(
              server,
              authorityPem,
              tenant.id().toString(),
              operator.identity().appId().toString(),
              operator.clientSecret(),
              null)
          .write(file);
      return true;
    } catch (IOException unwritable) {
      throw new ServerException(
          ServerError.DATA_FOLDER_UNUSABLE, file + " cannot be written", unwritable);
    }
  }
}
