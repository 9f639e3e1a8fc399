package dev.freehold.server.owners;

import dev.freehold.custody.identity.Tenant;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.purge.OwnerNameSource;
import dev.freehold.files.sites.Site;
import dev.freehold.files.sites.SiteUrls;
import dev.freehold.files.sites.Sites;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxRemoval;
import dev.freehold.mail.mailboxes.Mailboxes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The names of mailboxes and sites that the tenant's administrators know. */
public final class OwnerNames implements OwnerNameSource {

  private final Mailboxes mailboxes;
  private final MailboxRemoval removal;
  private final Sites sites;
  private final SiteUrls urls;
  private final Tenants tenants;

  /** Names of what {@code mailboxes} and {@code sites} keep. */
  public OwnerNames(
      Mailboxes mailboxes, MailboxRemoval removal, Sites sites, SiteUrls urls, Tenants tenants) {
    this.mailboxes = mailboxes;
    this.removal = removal;
    this.sites = sites;
    this.urls = urls;
    this.tenants = tenants;
  }

  /**
   * The mailbox that somebody names in whatever way, or else a removed one: holds keep that too.
   *
   * @throws dev.freehold.mail.MailException if there is none, or several
   */
  public UUID mailbox(UUID tenantId, String identity) {
    return removal.keptId(tenantId, identity);
  }

  /** The names of those of these mailboxes and sites that exist, removed mailboxes among them. */
  public Page of(UUID tenantId, Collection<UUID> ownerIds) {
    return new Page(
        mailboxes.byIds(tenantId, ownerIds),
        sites.byIds(tenantId, ownerIds),
        urls,
        tenants.find(tenantId));
  }

  /** The address of a mailbox, the URL of a site. */
  @Override
  public Map<UUID, String> names(UUID tenantId, List<UUID> ownerIds) {
    Page page = of(tenantId, ownerIds);
    Map<UUID, String> names = new HashMap<>();
    ownerIds.forEach(id -> page.name(id).ifPresent(name -> names.put(id, name)));
    return names;
  }

  /** The names of many of them. */
  public record Page(
      Map<UUID, Mailbox> mailboxes, Map<UUID, Site> sites, SiteUrls urls, Optional<Tenant> tenant) {

    /** The address of a mailbox, the URL of a site. */
    public Optional<String> name(UUID ownerId) {
      return Optional.ofNullable(mailboxes.get(ownerId))
          .map(Mailbox::address)
          .or(() -> Optional.ofNullable(sites.get(ownerId)).flatMap(this::url));
    }

    /** What people read: the display name of a mailbox, the name of a site. */
    public Optional<String> displayName(UUID ownerId) {
      return Optional.ofNullable(mailboxes.get(ownerId))
          .map(Mailbox::displayName)
          .or(() -> Optional.ofNullable(sites.get(ownerId)).map(Site::name));
    }

    private Optional<String> url(Site site) {
      return tenant.map(known -> urls.of(known, site).toString());
    }
  }
}
