package dev.freehold.mail.domains;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.mail.MailLimits;
import dev.freehold.mail.mailboxes.Mailbox;
import dev.freehold.mail.mailboxes.MailboxRows;
import dev.freehold.mail.mailboxes.RecipientNames;
import dev.freehold.persistence.Database;
import java.net.IDN;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The domains of tenants. The operator gives a domain to a tenant, because a tenant that could take
 * one itself would get another's mail. While the server has one tenant only, a domain that nobody
 * was given is that tenant's. Safe for use by many threads.
 */
public final class AcceptedDomains {

  private static final Pattern DOMAIN =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*");

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private final Supplier<Optional<UUID>> onlyTenant;

  /**
   * Keeps domains in {@code database}.
   *
   * @param onlyTenant the server's tenant if it has exactly one beside the operators'
   */
  public AcceptedDomains(
      Database database, Ledger ledger, Clock clock, Supplier<Optional<UUID>> onlyTenant) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    this.onlyTenant = onlyTenant;
  }

  /**
   * Gives a domain to a tenant.
   *
   * @param actor who does it, for the tenant's ledger
   * @throws MailException {@code domain-invalid}; {@code domain-taken} if a tenant has it; {@code
   *     too-many-domains}
   */
  public AcceptedDomain add(UUID tenantId, String domain, String actor) {
    AcceptedDomain added =
        new AcceptedDomain(
            UUID.randomUUID(),
            tenantId,
            normalise(domain).orElseThrow(AcceptedDomains::invalid),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return database.write(
        tx -> {
          if (DomainRows.count(tx, tenantId) >= MailLimits.MAX_ACCEPTED_DOMAINS) {
            throw new MailException(
                MailError.TOO_MANY_DOMAINS,
                "a tenant has at most %d domains; remove one first"
                    .formatted(MailLimits.MAX_ACCEPTED_DOMAINS));
          }
          if (!DomainRows.insert(tx, added)) {
            throw new MailException(
                MailError.DOMAIN_TAKEN,
                "a tenant of this server has this domain; remove it there first");
          }
          ledger.append(tx, entry(added, actor, "AcceptedDomainAdd"));
          return added;
        });
  }

  /**
   * Takes a domain from a tenant. Its mailboxes keep their addresses, but no mail comes for them.
   *
   * @throws MailException {@code domain-not-found}
   */
  public void remove(UUID tenantId, String domain, String actor) {
    database.write(
        tx -> {
          AcceptedDomain removed =
              normalise(domain)
                  .flatMap(name -> DomainRows.byName(tx, name))
                  .filter(found -> found.tenantId().equals(tenantId))
                  .orElseThrow(
                      () ->
                          new MailException(
                              MailError.DOMAIN_NOT_FOUND,
                              "the tenant does not have this domain; list its domains"));
          DomainRows.delete(tx, removed.id());
          ledger.append(tx, entry(removed, actor, "AcceptedDomainRemove"));
          return null;
        });
  }

  /** The tenant's domains by name; at most {@link MailLimits#MAX_ACCEPTED_DOMAINS}. */
  public List<AcceptedDomain> list(UUID tenantId) {
    return database.read(tx -> DomainRows.list(tx, tenantId));
  }

  /**
   * The tenant whose a domain is; empty if it is nobody's here.
   *
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC} if something else than
   *     this service wrote the domain's row
   */
  public Optional<UUID> tenantOf(String domain) {
    Optional<String> name = normalise(domain);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return database
        .read(tx -> DomainRows.byName(tx, name.get()))
        .map(AcceptedDomain::tenantId)
        .or(onlyTenant);
  }

  /**
   * The mailbox or mail user of a tenant that has an address. Only addresses count: an alias or a
   * name is no address.
   *
   * @param local what stands before the {@code @}
   * @param domain in any of its forms
   * @throws dev.freehold.custody.CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public Optional<Mailbox> mailboxOf(UUID tenantId, String local, String domain) {
    Optional<String> name = normalise(domain);
    if (name.isEmpty() || local.length() + name.get().length() >= MailLimits.MAX_ADDRESS_CHARS) {
      return Optional.empty();
    }
    String address = local + "@" + name.get();
    return database.read(
        tx ->
            RecipientNames.ofAddress(tx, tenantId, address)
                .flatMap(id -> MailboxRows.byId(tx, tenantId, id)));
  }

  /**
   * The one form in which a domain is kept: lower case, in ASCII (RFC 5891 for other scripts).
   *
   * @return nothing if it is no domain
   */
  public static Optional<String> normalise(String domain) {
    try {
      String ascii = IDN.toASCII(domain.strip()).toLowerCase(Locale.ROOT);
      return ascii.length() <= MailLimits.MAX_DOMAIN_CHARS && DOMAIN.matcher(ascii).matches()
          ? Optional.of(ascii)
          : Optional.empty();
    } catch (IllegalArgumentException notADomain) {
      return Optional.empty();
    }
  }

  private static MailException invalid() {
    return new MailException(
        MailError.DOMAIN_INVALID,
        "a domain is a name such as contoso.example, at most %d characters"
            .formatted(MailLimits.MAX_DOMAIN_CHARS));
  }

  private static LedgerEntry entry(AcceptedDomain domain, String actor, String action) {
    return new LedgerEntry(
        domain.tenantId(),
        actor,
        action,
        domain.id().toString(),
        LedgerEntry.Outcome.DONE,
        Map.of("domain", domain.domain()));
  }
}
