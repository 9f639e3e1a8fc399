package dev.freehold.server.features.directory;

import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.NewApplication;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The applications of a tenant, for its administrators. The service and vaults that run alone offer
 * the same. Thread-safe.
 */
public final class Applications {

  private final Identities identities;
  private final TwoPersonRule rule;

  /**
   * Works on {@code identities}.
   *
   * @param rule what one administrator does not do alone
   */
  public Applications(Identities identities, TwoPersonRule rule) {
    this.identities = identities;
    this.rule = rule;
  }

  /** Makes an application. No tenant can make an operator. */
  public Secret create(Caller caller, Wanted wanted) {
    Set<Role> roles = Roles.ofTenant(wanted.roles());
    return Secret.of(
        identities.createApplication(
            caller.tenantId(),
            wanted.displayName(),
            roles,
            tx -> rule.requireRoom(tx, caller, roles),
            actor(caller)));
  }

  /** A page of the tenant's applications by object id. */
  public Page list(Caller caller, UUID after) {
    return new Page(
        identities.applications(caller.tenantId(), after).stream().map(View::of).toList());
  }

  /**
   * One application of the caller's tenant.
   *
   * @param id the client id or the object id
   */
  public View get(Caller caller, UUID id) {
    return View.of(identities.requireApplication(caller.tenantId(), id));
  }

  /**
   * Gives an application a new secret: anybody its own, global administrators others' too.
   * Operators have their own replaced only: who had another's could read under its name what a
   * tenant approved for that one.
   *
   * @param id the client id or the object id
   */
  public Secret rotate(Caller caller, UUID id, Rotation wanted) {
    Identity application = identities.requireApplication(caller.tenantId(), id);
    if (!caller.has(Role.GLOBAL_ADMIN) && !isCaller(caller, application)) {
      throw Identities.applicationNotFound();
    }
    rule.requireFree(caller, application.objectId());
    return Secret.of(
        identities.rotateSecret(
            caller.tenantId(), application.appId(), wanted.overlap(), actor(caller)));
  }

  /** Deletes an application, by client or object id; nobody can delete the one that asks. */
  public void delete(Caller caller, UUID id) {
    Identity application = identities.requireApplication(caller.tenantId(), id);
    if (isCaller(caller, application)) {
      throw ProblemException.badRequest(
          "an application cannot delete itself; let another administrator do it");
    }
    rule.requireFree(caller, application.objectId());
    identities.deleteApplication(caller.tenantId(), application.appId(), actor(caller));
  }

  private static boolean isCaller(Caller caller, Identity application) {
    return application.objectId().equals(caller.objectId());
  }

  private static String actor(Caller caller) {
    return caller.objectId().toString();
  }

  /** An application that is asked for. */
  public record Wanted(@Required String displayName, List<String> roles) {
    /** Copies the roles; nobody has to name any. */
    public Wanted {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }
  }

  /**
   * The request for a new secret.
   *
   * @param overlapSeconds how long the present secret stays valid; 0 if absent
   */
  public record Rotation(Long overlapSeconds) {
    /** Checks the bounds. */
    public Rotation {
      overlapSeconds = overlapSeconds == null ? 0L : overlapSeconds;
      long max = CustodyLimits.MAX_SECRET_OVERLAP.toSeconds();
      if (overlapSeconds < 0 || overlapSeconds > max) {
        throw ProblemException.badRequest("overlapSeconds is 0 to " + max);
      }
    }

    private Duration overlap() {
      return Duration.ofSeconds(overlapSeconds);
    }
  }

  /** An application with its secret, which is shown only this once. */
  public record Secret(UUID clientId, UUID objectId, String displayName, String clientSecret) {

    /** The answer to the caller that made it. */
    public static Secret of(NewApplication made) {
      Identity identity = made.identity();
      return new Secret(
          identity.appId(), identity.objectId(), identity.displayName(), made.clientSecret());
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Secret[" + clientId + "]";
    }
  }

  /** An application as its administrators see it. */
  public record View(
      UUID clientId,
      UUID objectId,
      String displayName,
      List<String> roles,
      boolean enabled,
      String createdAt) {

    private static View of(Identity identity) {
      return new View(
          identity.appId(),
          identity.objectId(),
          identity.displayName(),
          identity.roles().stream().sorted().map(Role::name).toList(),
          identity.enabled(),
          identity.createdAt().toString());
    }
  }

  /** A page of applications. */
  public record Page(List<View> applications) {}
}
