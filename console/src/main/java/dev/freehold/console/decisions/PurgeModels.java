package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Purges as the API shows them. */
public final class PurgeModels {

  private static final Pattern VAULT = Pattern.compile("--vault (\\S+)");
  private static final Pattern TIME =
      Pattern.compile("(.*?) (\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)(?: (.*))?", Pattern.DOTALL);

  private PurgeModels() {}

  /** Several purges. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listed(List<Purge> purges) {}

  /** A step of a purge and whether it is done. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Mark(boolean done, String text) {

    /** Only what is done has a time, which comes before what people wrote. */
    private Optional<MatchResult> parts() {
      return done ? TIME.matcher(text).results().findFirst() : Optional.empty();
    }

    /** What the step is. */
    public String what() {
      return parts().map(found -> found.group(1)).orElse(text);
    }

    /** When it was done, or null. */
    public String at() {
      return parts().map(found -> found.group(2)).orElse(null);
    }

    /** By whom, or how much. */
    public Optional<String> details() {
      return parts().map(found -> found.group(3));
    }
  }

  /** What comes next. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Step(String step, String what, String who, List<String> commands) {

    /** The vaults that a consent has to name. */
    public List<String> vaults() {
      return commands.stream()
          .flatMap(line -> VAULT.matcher(line).results())
          .map(found -> found.group(1))
          .toList();
    }

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
  public record Approval(String operator, String keyId, String statementSha256, String at) {}

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
      String requestedAt,
      boolean withoutVaults,
      List<Consent> consents,
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

    /** Whether somebody has to consent and has not. */
    boolean waitsFor(UUID person) {
      return consents != null
          && consents.stream()
              .anyMatch(one -> one.objectId().equals(person) && one.givenAt() == null);
    }
  }
}
