package dev.freehold.server.features.accesskeys;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import dev.freehold.files.access.AccessKey;
import dev.freehold.files.access.AccessKeys;
import dev.freehold.files.access.AccessSecret;
import dev.freehold.files.access.NewAccessKey;
import dev.freehold.server.features.sites.SiteLookup;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Access keys for S3: everybody's own, and for administrators of sites those of all identities of
 * the tenant. Making one for somebody else shows its secret to the maker, who can then act as that
 * identity; that is for global administrators alone.
 */
final class AccessKeysApi {

  private final AccessKeys accessKeys;

  AccessKeysApi(AccessKeys accessKeys) {
    this.accessKeys = accessKeys;
  }

  /**
   * {@code POST /api/v1/access-keys} with {@code {"principal": OBJECT_ID}}, or {@code {}} for one's
   * own. The secret is in the answer and is never shown again.
   */
  void create(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    UUID principal = named(caller, exchange.json(Wanted.class).principal());
    if (!principal.equals(caller.objectId()) && !caller.roles().contains(Role.GLOBAL_ADMIN)) {
      throw ProblemException.forbidden();
    }
    NewAccessKey made = accessKeys.create(caller.tenantId(), principal, exchange.actor());
    try (AccessSecret secret = made.secret()) {
      exchange.reply(201, Created.of(made.key(), secret.reveal()));
    }
  }

  /** {@code GET /api/v1/access-keys?principal=OBJECT_ID}; one's own without it. */
  void list(Exchange exchange) throws IOException {
    UUID principal = named(exchange.caller(), named(exchange));
    if (!mayManage(exchange.caller(), principal)) {
      throw ProblemException.forbidden();
    }
    exchange.reply(
        200,
        new Page(
            accessKeys.list(exchange.caller().tenantId(), principal).stream()
                .map(View::of)
                .toList()));
  }

  /** {@code PATCH /api/v1/access-keys/{key}} with {@code {"enabled": false}}. */
  void change(Exchange exchange) throws IOException {
    AccessKey key = key(exchange);
    Change wanted = exchange.json(Change.class);
    exchange.reply(
        200,
        View.of(
            accessKeys.setEnabled(key.tenantId(), key.id(), wanted.enabled(), exchange.actor())));
  }

  /** {@code DELETE /api/v1/access-keys/{key}}. */
  void delete(Exchange exchange) {
    AccessKey key = key(exchange);
    accessKeys.delete(key.tenantId(), key.id(), exchange.actor());
    exchange.reply(204);
  }

  /** Another's key is answered like none, unless the caller is an administrator. */
  private AccessKey key(Exchange exchange) {
    Caller caller = exchange.caller();
    AccessKey key = accessKeys.require(caller.tenantId(), exchange.path("key"));
    if (!mayManage(caller, key.principalId())) {
      throw AccessKeys.notFound();
    }
    return key;
  }

  private static UUID named(Caller caller, UUID principal) {
    return Optional.ofNullable(principal).orElse(caller.objectId());
  }

  private static boolean mayManage(Caller caller, UUID principal) {
    return principal.equals(caller.objectId()) || SiteLookup.isAdministrator(caller);
  }

  private static UUID named(Exchange exchange) {
    try {
      return exchange.query("principal").map(UUID::fromString).orElse(null);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.badRequest("principal is an object id");
    }
  }

  record Wanted(UUID principal) {}

  record Change(@Required Boolean enabled) {}

  record View(String id, UUID principal, boolean enabled, String createdAt) {
    static View of(AccessKey key) {
      return new View(key.id(), key.principalId(), key.enabled(), key.createdAt().toString());
    }
  }

  record Page(List<View> accessKeys) {}

  /** The one answer that has the secret. */
  record Created(String id, String secret, UUID principal, String createdAt) {
    static Created of(AccessKey key, String secret) {
      return new Created(key.id(), secret, key.principalId(), key.createdAt().toString());
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "Created[" + id + "]";
    }
  }
}
