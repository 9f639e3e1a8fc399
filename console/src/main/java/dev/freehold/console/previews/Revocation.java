package dev.freehold.console.previews;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What would become unreadable, as the API shows it.
 *
 * @param alreadyRefused whether a vault refuses now
 * @param systemWorkGoesOn whether mail is still delivered, by the availability key
 * @param sharingVaults other policies that would lose access with the vaults
 * @param next what the API takes to go on
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Revocation(
    UUID policyId,
    String policyName,
    boolean alreadyRefused,
    boolean systemWorkGoesOn,
    List<Under> sharingVaults,
    Totals totals,
    List<Entry> entries,
    String next) {

  /** Copies the lists. */
  public Revocation {
    sharingVaults = sharingVaults == null ? List.of() : List.copyOf(sharingVaults);
    entries = entries == null ? List.of() : List.copyOf(entries);
  }

  /** Of all pages; only the first has them. */
  public Optional<Totals> sums() {
    return Optional.ofNullable(totals);
  }

  /**
   * Whether the API has a page of another sort after this one, which has room for more: what waits
   * to come under the policy stands on pages of its own.
   */
  boolean goesOnWithin(int max) {
    return next != null && entries.size() < max;
  }

  /** These entries and those of the page after it. */
  Revocation with(Revocation following) {
    return new Revocation(
        policyId,
        policyName,
        alreadyRefused,
        systemWorkGoesOn,
        sharingVaults,
        totals,
        Stream.concat(entries.stream(), following.entries.stream()).toList(),
        following.next);
  }

  Optional<String> nextPage(String path) {
    return Optional.ofNullable(next)
        .map(cursor -> "/console" + path + "?after=" + RequestUri.encode(cursor));
  }

  /** Of all pages. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Totals(
      long mailboxes,
      long sites,
      long waiting,
      long objects,
      long bytes,
      long readableObjects,
      long readableBytes,
      long held) {

    /** Whether nothing at all is under the policy. */
    public boolean isNothing() {
      return mailboxes == 0 && sites == 0;
    }
  }

  /** Another policy. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Under(UUID policyId, String policyName, String policyKind) {}

  /** One mailbox or site: what of it is lost, and what stays readable under which policies. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Entry(
      UUID id,
      String kind,
      String name,
      String displayName,
      long objects,
      long bytes,
      long readableObjects,
      long readableBytes,
      List<Under> readableUnder,
      boolean waiting,
      int legalHolds) {

    /** How people call it. */
    public String title() {
      return displayName != null ? displayName : name != null ? name : id.toString();
    }

    /** Its page, below {@code /console}. */
    public String page() {
      return (kind.equals("mailbox") ? "/mailboxes/" : "/sites/") + id;
    }

    /** The policies under which some of it stays readable. */
    public String others() {
      return readableUnder == null
          ? ""
          : readableUnder.stream().map(Under::policyName).collect(Collectors.joining(", "));
    }
  }
}
