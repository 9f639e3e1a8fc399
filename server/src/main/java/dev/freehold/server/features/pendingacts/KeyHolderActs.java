package dev.freehold.server.features.pendingacts;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.people.Users;
import dev.freehold.server.features.directory.Applications;
import dev.freehold.server.features.directory.People;
import dev.freehold.server.http.Reply;
import dev.freehold.web.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is done with those who have a say about keys, once two persons want it. Thread-safe. */
final class KeyHolderActs {

  private final Identities identities;
  private final Users users;

  /** Works on {@code identities} and {@code users}. */
  KeyHolderActs(Identities identities, Users users) {
    this.identities = identities;
    this.users = users;
  }

  Identity require(UUID tenantId, UUID objectId) {
    return identities
        .find(tenantId, objectId)
        .filter(
            identity ->
                switch (identity.kind()) {
                  case USER, APPLICATION -> true;
                  case WORKLOAD, GROUP -> false;
                })
        .orElseThrow(ProblemException::notFound);
  }

  /** A password that has to be changed, or a secret; it is shown this once. */
  Reply reset(UUID tenantId, UUID objectId, String actor) {
    Identity identity = require(tenantId, objectId);
    return switch (identity.kind()) {
      case USER ->
          Reply.json(
              People.NewPassword.of(
                  users.resetPassword(tenantId, objectId.toString(), Optional.empty(), actor)));
      case APPLICATION ->
          Reply.json(
              Applications.Secret.of(
                  identities.rotateSecret(tenantId, identity.appId(), Duration.ZERO, actor)));
      case WORKLOAD, GROUP -> throw ProblemException.notFound();
    };
  }

  Reply grant(UUID tenantId, UUID objectId, String actor) {
    require(tenantId, objectId);
    identities.grant(tenantId, List.of(objectId), Role.VAULT_ADMIN, _ -> {}, actor);
    return Reply.json(new Subject(objectId));
  }

  Reply delete(UUID tenantId, UUID objectId, String actor) {
    Identity identity = require(tenantId, objectId);
    switch (identity.kind()) {
      case USER -> users.delete(tenantId, objectId.toString(), actor);
      case APPLICATION -> identities.deleteApplication(tenantId, identity.appId(), actor);
      case WORKLOAD, GROUP -> throw ProblemException.notFound();
    }
    return Reply.json(new Subject(objectId));
  }

  private record Subject(UUID objectId) {}
}
