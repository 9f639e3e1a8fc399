package dev.freehold.console.people;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The content that a person reaches by rights of their own. The API says that of each site and each
 * mailbox, so a page looks at a bounded number.
 *
 * @param isWhole whether all were looked at
 */
public record Reach(List<SiteRole> sites, List<MailboxName> mailboxes, boolean isWhole) {

  private static final int MAX_LOOKED_AT = 50;
  private static final Map<String, String> FIRST = Map.of("max", Integer.toString(MAX_LOOKED_AT));
  private static final String SITES = "/sites";
  private static final String MAILBOXES = "/mailboxes";

  /** Copies the lists. */
  public Reach {
    sites = List.copyOf(sites);
    mailboxes = List.copyOf(mailboxes);
  }

  /** A role on a site. */
  public record SiteRole(UUID id, String name, String role) {}

  /** A mailbox of somebody else. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record MailboxName(UUID id, String displayName) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record SiteName(UUID id, String name) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Sites(List<SiteName> sites) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Role(String role) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Mailboxes(List<MailboxName> mailboxes) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Granted(UUID principal) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Grants(List<Granted> permissions) {}

  /** Looks up what this person reaches. */
  static Reach of(UUID person, Visit visit) {
    List<SiteName> sites =
        visit.mayGet(SITES) ? visit.get(Sites.class, SITES, FIRST).sites() : List.of();
    List<SiteRole> roles = new ArrayList<>();
    for (SiteName site : sites) {
      visit
          .find(Role.class, SITES + "/" + site.id() + "/permissions/" + person)
          .ifPresent(found -> roles.add(new SiteRole(site.id(), site.name(), found.role())));
    }
    List<MailboxName> mailboxes =
        visit.mayGet(MAILBOXES)
            ? visit.get(Mailboxes.class, MAILBOXES, FIRST).mailboxes()
            : List.of();
    return new Reach(
        roles,
        mailboxes.stream().filter(mailbox -> hasFullAccess(person, mailbox, visit)).toList(),
        sites.size() < MAX_LOOKED_AT && mailboxes.size() < MAX_LOOKED_AT);
  }

  private static boolean hasFullAccess(UUID person, MailboxName mailbox, Visit visit) {
    String path = MAILBOXES + "/" + RequestUri.encode(mailbox.id().toString()) + "/permissions";
    return visit
        .find(Grants.class, path)
        .filter(
            found ->
                found.permissions().stream().anyMatch(grant -> person.equals(grant.principal())))
        .isPresent();
  }
}
