package dev.freehold.mail;

import dev.freehold.crypto.Key256;
import dev.freehold.crypto.RandomSource;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.hierarchy.OwnerStanding;
import dev.freehold.custody.hierarchy.PolicyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Mailbox keys in memory, given or refused as a test says. */
public final class FakeCustody implements KeyAccess, MailboxKeys {

  private final RandomSource random;
  private final Map<UUID, Made> keys = new ConcurrentHashMap<>();
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

  @Override
  public OwnerKey open(UUID ownerKeyId, Requester requester) {
    refusal.ifPresent(
        reason -> {
          throw new KeyAccessException(reason, "the test said so");
        });
    Made made = keys.get(ownerKeyId);
    if (made == null) {
      throw new KeyAccessException(KeyAccessException.Reason.NO_SUCH_KEY, "no such key");
    }
    return new OwnerKey(made.tenantId, ownerKeyId, 1, made.key.copy());
  }

  @Override
  public OwnerKey openForSealing(UUID ownerId, Requester requester) {
    return open(ownerId, requester);
  }

  @Override
  public void requireSealable(Handle tx, UUID ownerKeyId, Requester requester) {}

  @Override
  public NewKey prepare(
      UUID tenantId, UUID mailboxId, Optional<UUID> orderedPolicyId, Requester requester) {
    UUID id = UUID.randomUUID();
    UUID policyId = orderedPolicyId.orElse(tenantId);
    Made made = new Made(tenantId, mailboxId, policyId, Key256.random(random));
    return new NewKey() {
      @Override
      public UUID id() {
        return id;
      }

      @Override
      public void insert(Handle tx) {
        keys.put(id, made);
      }
    };
  }

  @Override
  public Optional<OwnerStanding> standing(Handle tx, UUID tenantId, UUID mailboxId) {
    return keys.entrySet().stream()
        .filter(key -> key.getValue().tenantId.equals(tenantId))
        .filter(key -> key.getValue().mailboxId.equals(mailboxId))
        .findFirst()
        .map(
            key ->
                new OwnerStanding(
                    mailboxId,
                    Optional.of(key.getValue().policyId),
                    key.getValue().policyId,
                    key.getValue().policyId,
                    PolicyKind.MAILBOX,
                    key.getKey(),
                    List.of()));
  }

  private record Made(UUID tenantId, UUID mailboxId, UUID policyId, Key256 key) {}
}
