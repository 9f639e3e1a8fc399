package dev.freehold.server.login;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.tokens.IssuerName;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Whose tokens the first segment of a path asks for. */
sealed interface Realm {

  /** Those of one tenant. */
  record OfTenant(UUID id) implements Realm {

    /** The issuer's name in its discovery document. */
    String issuer(URI own) {
      return new IssuerName(own).forTenant(id);
    }
  }

  /** Those of whatever tenant the client turns out to be of. */
  record OfClient(String segment) implements Realm {

    boolean isAdfs() {
      return segment.equals(ADFS);
    }

    /** The issuer's name in its discovery document. */
    String issuer(URI own) {
      return isAdfs() ? own + "/" + ADFS : own + "/{tenantid}/";
    }
  }

  /** Those of nobody here. */
  record OfNobody() implements Realm {}

  /** The segment of clients in the manner of AD FS, which have no tenant. */
  String ADFS = "adfs";

  /** The realm that {@code segment} names: a tenant's GUID or name, or one of the known words. */
  static Realm of(String segment, Tenants tenants) {
    String folded = segment.toLowerCase(Locale.ROOT);
    if (Set.of(ADFS, "common", "organizations").contains(folded)) {
      return new OfClient(folded);
    }
    return find(segment, tenants)
        .<Realm>map(tenant -> new OfTenant(tenant.id()))
        .orElseGet(OfNobody::new);
  }

  /** What no tenant's id is. */
  UUID NOBODYS = new UUID(0, 0);

  /**
   * Whose tokens they are: empty for whatever tenant the client turns out to be of. A tenant that
   * is unknown becomes one that nobody is of, so that it answers like a wrong secret: who is a
   * tenant here is nobody's business.
   */
  static Optional<UUID> tenantOf(String segment, Tenants tenants) {
    return switch (of(segment, tenants)) {
      case OfTenant known -> Optional.of(known.id());
      case OfClient _ -> Optional.empty();
      case OfNobody _ -> Optional.of(NOBODYS);
    };
  }

  private static Optional<Tenant> find(String segment, Tenants tenants) {
    try {
      return tenants.find(UUID.fromString(segment));
    } catch (IllegalArgumentException notAnId) {
      return tenants.findByName(segment);
    }
  }
}
