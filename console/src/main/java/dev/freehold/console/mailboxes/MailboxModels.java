package dev.freehold.console.mailboxes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.console.screen.JobModels;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Mailboxes as the API shows them. */
public final class MailboxModels {

  private MailboxModels() {}

  /** Several mailboxes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Mailbox> mailboxes) {}

  /** A mailbox, or a mail user whose mail is elsewhere. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mailbox(
      UUID id,
      String address,
      String displayName,
      String recipientKind,
      String mailboxType,
      String userPrincipalName,
      String mailboxRegion,
      List<String> emailAddresses,
      UUID policyId,
      String policyName,
      String state,
      int legalHolds,
      String createdAt) {

    /** The mailbox's other addresses. */
    public List<String> otherAddresses() {
      return emailAddresses == null
          ? List.of()
          : emailAddresses.stream()
              .map(each -> each.replaceFirst("^(?i:smtp):", ""))
              .filter(each -> !each.equalsIgnoreCase(address))
              .toList();
    }
  }

  /** What is true of several mailboxes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ManyStatistics(List<Statistics> statistics) {}

  /** What is true of a mailbox, whatever was ordered. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Statistics(
      UUID mailboxGuid,
      long itemCount,
      long totalItemSize,
      @JsonProperty("isEncrypted") boolean encrypted,
      UUID policyInEffect,
      String policyKind,
      UUID orderedPolicy,
      long itemsLeft,
      long bytesLeft,
      String estimatedEnd,
      JobModels.Job job,
      String state) {

    /** One word for how far it is, for the badge. */
    public String standing() {
      return "purged".equals(state) ? state : encrypted ? "encrypted" : "moving";
    }

    /** The job that moves it. */
    public Optional<JobModels.Job> work() {
      return Optional.ofNullable(job);
    }
  }

  /** Who has rights in a mailbox. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Permissions(List<Permission> permissions) {}

  /** One right. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Permission(UUID principal, String accessRights, String grantedAt) {}
}
