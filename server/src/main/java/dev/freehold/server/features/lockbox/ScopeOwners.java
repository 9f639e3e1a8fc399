package dev.freehold.server.features.lockbox;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.lockbox.AccessRequest;
import dev.freehold.custody.lockbox.AccessScope;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.Sites;
import dev.freehold.mail.MailException;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.Mailboxes;
import java.util.Optional;
import java.util.UUID;

/**
 * Which mailbox or site an access request is about. The name is looked up for the tenant only; what
 * the tenant approved is found by its GUID from then on.
 */
final class ScopeOwners {

  private static final int GUID_CHARS = 36;

  private final Mailboxes mailboxes;
  private final Sites sites;

  ScopeOwners(Mailboxes mailboxes, Sites sites) {
    this.mailboxes = mailboxes;
    this.sites = sites;
  }

  /**
   * What the tenant is about to approve.
   *
   * @throws dev.freehold.mail.MailException {@code mailbox-not-found}, {@code mailbox-ambiguous}
   * @throws dev.freehold.files.FilesException {@code site-not-found}
   */
  UUID named(AccessRequest request) {
    return switch (request.scope()) {
      case AccessScope.OfMailbox mailbox ->
          mailboxes.require(request.tenantId(), mailbox.owner()).id();
      case AccessScope.OfSite site ->
          siteNamed(request.tenantId(), site.owner()).orElseThrow(Sites::notFound).id();
    };
  }

  /**
   * How the tenant itself calls it; empty if nothing has that name, if several things have it, or
   * if its row is refused. That is reported, and the person who approves is refused.
   */
  Optional<String> present(AccessRequest request) {
    try {
      return name(request);
    } catch (MailException ambiguous) {
      // One request that names several mailboxes must not hide the others from who decides.
      return Optional.empty();
    } catch (CustodyException refused) {
      if (refused.error() != CustodyError.ROW_NOT_AUTHENTIC) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  private Optional<String> name(AccessRequest request) {
    UUID tenantId = request.tenantId();
    String name = request.ownerId().map(UUID::toString).orElse(request.scope().owner());
    return switch (request.scope()) {
      case AccessScope.OfMailbox _ -> mailboxes.find(tenantId, name).map(Mailbox::address);
      case AccessScope.OfSite _ -> siteNamed(tenantId, name).map(Site::name);
    };
  }

  /**
   * The mailbox that was approved.
   *
   * @throws MailException {@code purged}; {@code mailbox-not-found}
   */
  Mailbox mailbox(AccessRequest approved) {
    return mailboxes.requireOpen(approved.tenantId(), approved.ownerId().orElseThrow().toString());
  }

  /** The site that was approved. */
  Site site(AccessRequest approved) {
    return sites
        .find(approved.tenantId(), approved.ownerId().orElseThrow())
        .orElseThrow(Sites::notFound);
  }

  private Optional<Site> siteNamed(UUID tenantId, String name) {
    return guid(name).flatMap(id -> sites.find(tenantId, id)).or(() -> sites.find(tenantId, name));
  }

  private static Optional<UUID> guid(String text) {
    try {
      return text.length() == GUID_CHARS ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }
}
