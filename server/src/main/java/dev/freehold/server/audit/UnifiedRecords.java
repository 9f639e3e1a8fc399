package dev.freehold.server.audit;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.owners.OwnerKind;
import dev.freehold.custody.people.Users;
import dev.freehold.custody.policies.PolicyKind;
import dev.freehold.ledger.ActOrigin;
import dev.freehold.ledger.RecordedEntry;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.publish.LogKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns ledger entries into audit records. Names are the present ones. Each is looked up once, so
 * make an instance for each request or batch. Used by one thread.
 */
public final class UnifiedRecords {

  private static final String WORKLOAD = "workload";
  private static final String KEY_VAULT = "AzureKeyVault";
  private static final String SYSTEM_USER = "System";
  private static final String OPERATOR = "operatorName";
  private static final String OWNER = "ownerKind";

  private final Directory directory;
  private final Map<UUID, ActorNames> names = new HashMap<>();
  private final Map<UUID, Map<UUID, Optional<PolicyKind>>> kinds = new HashMap<>();

  /** Asks {@code directory} for names. */
  public UnifiedRecords(Directory directory) {
    this.directory = directory;
  }

  /**
   * Looks up the names and kinds of people and things.
   *
   * @param log whose acts the entries record
   */
  public record Directory(Identities identities, Users users, PolicyKinds kinds, LogKind log) {

    /** The same who and what, for entries of another log. */
    public Directory in(LogKind other) {
      return new Directory(identities, users, kinds, other);
    }
  }

  /** Names of the tenant's actors. */
  public ActorNames names(UUID tenantId) {
    return names.computeIfAbsent(
        tenantId, id -> new ActorNames(directory.identities(), directory.users(), id));
  }

  /** Which of the published types the record of an entry is of. */
  public RecordType type(LedgerEntry entry) {
    return switch (directory.log()) {
      case SERVICE -> RecordType.of(entry.operation(), kind(entry));
      case VAULTS -> RecordType.ofVaults(entry.operation());
    };
  }

  /** The part of the service that an entry is about. */
  public String workload(LedgerEntry entry) {
    RecordType type = type(entry);
    return switch (directory.log()) {
      case SERVICE -> entry.details().getOrDefault(WORKLOAD, type.workload());
      case VAULTS -> type == RecordType.CUSTOMER_KEY ? KEY_VAULT : type.workload();
    };
  }

  /** What the published log calls what was done. */
  public String operation(LedgerEntry entry) {
    return switch (directory.log()) {
      case SERVICE -> PublishedNames.of(entry.operation(), kind(entry), entry.facts());
      case VAULTS -> entry.operation();
    };
  }

  /** Where the request came from; empty if that is not recorded or was erased. */
  public static String address(LedgerEntry entry) {
    String address = entry.facts().getOrDefault(ActOrigin.ADDRESS, "");
    return address.equals(LedgerEntry.ERASED) ? "" : address;
  }

  /** The record of an entry. */
  public UnifiedRecord of(RecordedEntry recorded) {
    LedgerEntry entry = recorded.entry();
    ActorNames actors = names(entry.tenantId());
    Map<String, String> details = new HashMap<>(entry.facts());
    details.remove(ActOrigin.ADDRESS);
    return new UnifiedRecord(
        directory.log(),
        RecordIds.of(directory.log(), entry.tenantId(), recorded.index()),
        recorded.sequence(),
        recorded.index(),
        type(entry),
        recorded.time(),
        operation(entry),
        entry.operation(),
        entry.tenantId(),
        (isOperator(entry) ? UserType.DATACENTER_ADMIN : actors.type(entry.actor())).number(),
        entry.actor(),
        user(entry, actors),
        workload(entry),
        entry.outcome(),
        entry.objectId(),
        address(entry),
        details);
  }

  private static String user(LedgerEntry entry, ActorNames names) {
    String actor = entry.actor();
    return actor.startsWith(ActorNames.SYSTEM)
        ? SYSTEM_USER
        : names.name(actor).orElseGet(() -> entry.facts().getOrDefault(OPERATOR, actor));
  }

  /** Operators are of no tenant, so that their acts in one say by themselves who they are. */
  private static boolean isOperator(LedgerEntry entry) {
    return entry.facts().containsKey(OPERATOR);
  }

  private Optional<PolicyKind> kind(LedgerEntry entry) {
    if (!PublishedNames.needsKind(entry.operation())) {
      return Optional.empty();
    }
    String told = entry.details().getOrDefault("kind", "");
    for (PolicyKind kind : PolicyKind.values()) {
      if (kind.name().equals(told)) {
        return Optional.of(kind);
      }
    }
    if (entry.details().containsKey(OWNER)) {
      boolean isSite = entry.details().get(OWNER).equals(OwnerKind.SITE.name());
      return Optional.of(isSite ? PolicyKind.FILE : PolicyKind.MAILBOX);
    }
    return id(entry.details().getOrDefault("policyId", entry.objectId()))
        .flatMap(id -> kind(entry.tenantId(), id));
  }

  private Optional<PolicyKind> kind(UUID tenantId, UUID policyId) {
    return kinds
        .computeIfAbsent(tenantId, _ -> new HashMap<>())
        .computeIfAbsent(policyId, id -> directory.kinds().of(tenantId, id));
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
