package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Purges as the API shows them. */
public final class PurgeModels {

  private PurgeModels() {}

  /** Several purges. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Purge> purges) {}

  /**
   * A step of a purge and whether it is done.
   *
   * @param at when it was done, or null
   * @param by who did it or has to, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mark(String step, boolean done, String at, String by) {

    /** Whether it is this one. */
    public boolean is(String name) {
      return step.equals(name);
    }
  }

  /**
   * What comes next.
   *
   * @param vaults that whoever does it has to name
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Step(
      String step, String what, String who, List<String> vaults, List<String> commands) {

    /** Whether the purge waits for this. */
    public boolean is(String name) {
      return step.equals(name);
    }
  }

  /** A vault administrator who has agreed, or has to. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Consent(UUID objectId, String displayName, String givenAt) {}

  /** What is to be destroyed, in numbers. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Inventory(String sha256, long owners, long objects, long bytes, String takenAt) {}

  /** What authorised it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Document(
      String documentSha256, String signedSha256, String signerName, String signedAt) {}

  /** An operator who approved. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Approval(
      String operator, String keyId, String operatorKey, String statementSha256, String at) {}

  /** An operator's word that backups are destroyed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Attestation(int number, String destroyedOn, String operator, String at) {}

  /** What was removed after the keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Freed(String at, long objects, long bytes) {}

  /** The document that waits for its signature. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Facts(String sha256, String inventorySha256, String madeAt, String validUntil) {}

  /**
   * A purge, for its tenant or for operators; what is not there yet is null.
   *
   * @param tenantId for operators
   * @param waiting how many mailboxes or sites it leaves out, for the tenant
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Purge(
      UUID id,
      UUID tenantId,
      String workload,
      UUID policyId,
      String policyName,
      String geo,
      String state,
      String reason,
      String contact,
      String requestedBy,
      String requestedByName,
      String requestedAt,
      boolean withoutVaults,
      List<Consent> consents,
      long waiting,
      List<Approval> approvals,
      List<Attestation> backups,
      List<Mark> checklist,
      Inventory inventory,
      Document document,
      Freed freed,
      Step next,
      UUID jobId,
      Long receiptEntry) {

    /** The policy, or the geo whose policy it is. */
    public String name() {
      return geo == null ? policyName : geo;
    }

    /** Who asked for it, by name if there is one. */
    public String requester() {
      return requestedByName == null ? requestedBy : requestedByName;
    }

    /** The first step that is not done, or that many as there are. */
    public int current() {
      int first = 0;
      while (first < checklist.size() && checklist.get(first).done()) {
        first++;
      }
      return first;
    }

    /** What is to be destroyed, when it is frozen. */
    public Optional<Inventory> frozen() {
      return Optional.ofNullable(inventory);
    }

    /** The document, when it is signed. */
    public Optional<Document> signed() {
      return Optional.ofNullable(document);
    }

    /** Whether its end is proved by a receipt. */
    public boolean hasReceipt() {
      return receiptEntry != null;
    }

    /** Whether its receipt names persons; only those who consented are named in one. */
    public boolean namesPersons() {
      return consents != null && !consents.isEmpty();
    }

    /** Whether somebody has to consent and has not. */
    boolean waitsFor(UUID person) {
      return consents != null
          && consents.stream()
              .anyMatch(one -> one.objectId().equals(person) && one.givenAt() == null);
    }
  }
}
