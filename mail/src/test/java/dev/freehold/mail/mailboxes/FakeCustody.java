package dev.freehold.mail.mailboxes;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OrderedPolicy;
import dev.freehold.custody.owners.OwnerStanding;
import dev.freehold.custody.policies.PolicyKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Mailbox keys in memory: given, refused, renewed and moved as a test says. A tenant's
 * service-managed policy has the tenant's GUID.
 */
public final class FakeCustody implements KeyAccess, MailboxKeys {

  private final RandomSource random;
  private final Map<UUID, Made> keys = new ConcurrentHashMap<>();
  private final Map<UUID, Owner> owners = new ConcurrentHashMap<>();
  private final Map<UUID, KeyAccessException.Reason> withheld = new ConcurrentHashMap<>();
  private final Set<UUID> toBePurged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger coverageChanges = new AtomicInteger();
  private final AtomicReference<Runnable> beforeOpening = new AtomicReference<>();
  private final AtomicReference<Runnable> beforeSealing = new AtomicReference<>();
  private final AtomicReference<Runnable> afterSealing = new AtomicReference<>();
  private volatile Optional<KeyAccessException.Reason> refusal = Optional.empty();

  /** Draws keys from {@code random}. */
  public FakeCustody(RandomSource random) {
    this.random = random;
  }

  /** Gives no key from now on. */
  public void refuse(KeyAccessException.Reason reason) {
    refusal = Optional.of(reason);
  }

  /** Gives keys again. */
  public void allow() {
    refusal = Optional.empty();
  }

  /**
   * Gives people no key of this mailbox from now on; work of the system gets it, as it does by the
   * availability key.
   */
  public void withholdFromPeople(UUID mailboxId, KeyAccessException.Reason reason) {
    withheld.put(mailboxId, reason);
  }

  /** Gives people the key of this mailbox again. */
  public void giveToPeople(UUID mailboxId) {
    withheld.remove(mailboxId);
  }

  /** Gives a mailbox that is there already the key that another process gave it. */
  public void adopt(Mailbox mailbox, UUID keyId, Key256 key) {
    Owner owner = new Owner(mailbox.tenantId(), Optional.empty(), keyId);
    keys.put(
        keyId, new Made(mailbox.tenantId(), mailbox.id(), owner.target(), 1, false, key.copy()));
    owners.put(mailbox.id(), owner);
  }

  /** Lets so many of the next new keys come too late, because another policy was assigned. */
  void changeCoverage(int times) {
    coverageChanges.set(times);
  }

  /** Runs {@code work} once, before the next key is opened. */
  public void beforeNextOpening(Runnable work) {
    beforeOpening.set(work);
  }

  /** Runs {@code work} once, before a key is next given for sealing. */
  public void beforeNextSealing(Runnable work) {
    beforeSealing.set(work);
  }

  /** Runs {@code work} once, after a key was chosen for sealing: it may be renewed by then. */
  public void afterNextSealing(Runnable work) {
    afterSealing.set(work);
  }

  /** Orders a policy for a mailbox; nothing moves by that. */
  public void assign(UUID mailboxId, UUID policyId) {
    owners.computeIfPresent(
        mailboxId, (id, owner) -> new Owner(owner.tenantId, Optional.of(policyId), owner.keyId));
  }

  /** Wraps the present key under the policy that was ordered. */
  void rewrap(UUID mailboxId) {
    Owner owner = owners.get(mailboxId);
    keys.computeIfPresent(owner.keyId, (id, made) -> made.under(owner.target()));
  }

  /** Gives the mailbox a new key under the policy that was ordered; returns the retired one. */
  public UUID renew(UUID mailboxId) {
    Owner owner = owners.get(mailboxId);
    Made old = keys.get(owner.keyId);
    UUID id = UUID.randomUUID();
    keys.put(
        id,
        new Made(
            owner.tenantId,
            mailboxId,
            owner.target(),
            old.generation + 1,
            false,
            Key256.random(random)));
    owners.put(mailboxId, new Owner(owner.tenantId, owner.ordered, id));
    keys.put(owner.keyId, old.retire());
    return owner.keyId;
  }

  /** Forgets a key for ever. */
  public void destroy(UUID ownerKeyId) {
    keys.remove(ownerKeyId);
  }

  /** The key that new content of the mailbox is sealed under. */
  public UUID presentKey(UUID mailboxId) {
    return owners.get(mailboxId).keyId;
  }

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    runOnce(beforeOpening);
    refusal.ifPresent(
        reason -> {
          throw new KeyAccessException(reason, "the test said so");
        });
    Made made = keys.get(ownerKeyId);
    if (made == null) {
      throw noSuchKey();
    }
    KeyAccessException.Reason reason = withheld.get(made.mailboxId);
    if (reason != null && requester.kind() == Requester.Kind.USER) {
      throw new KeyAccessException(reason, "the test said so");
    }
    return new OwnerKey(made.tenantId, ownerKeyId, made.generation, made.key.copy());
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    runOnce(beforeSealing);
    Owner owner = owners.get(ownerId);
    if (owner == null) {
      throw noSuchKey();
    }
    OwnerKey key = open(owner.keyId, requester);
    runOnce(afterSealing);
    return key;
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {
    Made made = keys.get(ownerKeyId);
    if (made == null) {
      throw noSuchKey();
    }
    if (made.isRetired) {
      throw new KeyAccessException(KeyAccessException.Reason.KEY_RENEWED, "renewed");
    }
  }

  @Override
  public NewKey prepare(
      UUID tenantId, UUID mailboxId, Optional<UUID> orderedPolicyId, Requester requester) {
    UUID id = UUID.randomUUID();
    Owner owner = new Owner(tenantId, orderedPolicyId, id);
    Made made = new Made(tenantId, mailboxId, owner.target(), 1, false, Key256.random(random));
    return tx -> {
      if (coverageChanges.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new CustodyException(CustodyError.COVERAGE_CHANGED, "another policy by now");
      }
      keys.put(id, made);
      owners.put(mailboxId, owner);
    };
  }

  @Override
  public Map<UUID, OwnerStanding> standings(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    return of(tenantId, mailboxIds)
        .collect(Collectors.toMap(id -> id, id -> standing(id, owners.get(id))));
  }

  /** Policies are called by the first characters of their GUIDs. */
  @Override
  public Map<UUID, OrderedPolicy> ordered(Handle tx, UUID tenantId, Collection<UUID> mailboxIds) {
    return of(tenantId, mailboxIds)
        .filter(id -> owners.get(id).ordered.isPresent())
        .collect(Collectors.toMap(id -> id, id -> policy(owners.get(id).ordered.get())));
  }

  static OrderedPolicy policy(UUID id) {
    return new OrderedPolicy(id, id.toString().substring(0, 8));
  }

  @Override
  public List<UUID> assignedTo(
      Handle tx, UUID tenantId, Optional<UUID> policyId, UUID after, int max) {
    return of(tenantId, owners.keySet())
        .filter(id -> owners.get(id).ordered.equals(policyId))
        .sorted(Comparator.comparing(UUID::toString))
        .filter(id -> id.toString().compareTo(after.toString()) > 0)
        .limit(max)
        .toList();
  }

  private Stream<UUID> of(UUID tenantId, Collection<UUID> mailboxIds) {
    return mailboxIds.stream()
        .filter(owners::containsKey)
        .filter(id -> owners.get(id).tenantId.equals(tenantId));
  }

  private OwnerStanding standing(UUID mailboxId, Owner owner) {
    UUID policyId = keys.get(owner.keyId).policyId;
    return new OwnerStanding(
        mailboxId,
        owner.ordered,
        owner.target(),
        policyId,
        policyId.equals(owner.tenantId) ? PolicyKind.SERVICE_MANAGED : PolicyKind.MAILBOX,
        owner.keyId,
        keys.entrySet().stream()
            .filter(key -> key.getValue().mailboxId.equals(mailboxId))
            .filter(key -> key.getValue().isRetired)
            .map(Map.Entry::getKey)
            .toList());
  }

  /** From now on the purge of this policy is requested. */
  void requestPurge(UUID policyId) {
    toBePurged.add(policyId);
  }

  @Override
  public void requireNoPurge(Handle tx, UUID tenantId, UUID mailboxId) {
    if (toBePurged.contains(owners.get(mailboxId).target())) {
      throw new CustodyException(CustodyError.POLICY_PURGE_REQUESTED, "the test said so");
    }
  }

  @Override
  public Runnable destroy(Handle tx, UUID tenantId, UUID mailboxId, String actor) {
    requireNoPurge(tx, tenantId, mailboxId);
    owners.remove(mailboxId);
    keys.values().removeIf(made -> made.mailboxId.equals(mailboxId));
    return () -> {};
  }

  private static void runOnce(AtomicReference<Runnable> work) {
    Optional.ofNullable(work.getAndSet(null)).ifPresent(Runnable::run);
  }

  private static KeyAccessException noSuchKey() {
    return new KeyAccessException(KeyAccessException.Reason.NO_SUCH_KEY, "no such key");
  }

  private record Owner(UUID tenantId, Optional<UUID> ordered, UUID keyId) {
    UUID target() {
      return ordered.orElse(tenantId);
    }
  }

  private record Made(
      UUID tenantId, UUID mailboxId, UUID policyId, int generation, boolean isRetired, Key256 key) {
    Made under(UUID otherPolicyId) {
      return new Made(tenantId, mailboxId, otherPolicyId, generation, isRetired, key);
    }

    Made retire() {
      return new Made(tenantId, mailboxId, policyId, generation, true, key);
    }
  }
}
