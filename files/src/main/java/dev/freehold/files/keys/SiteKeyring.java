package dev.freehold.files.keys;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoError;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.custody.OwnerKey;
import dev.freehold.files.names.NamePageKeys;
import dev.freehold.files.names.UnheldKeyException;
import dev.freehold.files.sites.SiteScope;
import dev.freehold.persistence.RowIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The keys of one site for a short task: the key that it seals under, and earlier ones while a
 * renewal is under way. For a task that only reads, the first key is a guess. Not for several
 * threads at once; close it when done.
 */
public final class SiteKeyring implements NamePageKeys, AutoCloseable {

  private static final int UUID_BYTES = 16;

  private final Aead aead;
  private final SiteScope scope;
  private final UUID presentKeyId;
  private UUID lastHeld;
  private final Map<UUID, OwnerKey> held = new HashMap<>();
  private final Set<UUID> givenUp = new HashSet<>();
  private final Map<Derived, Key256> derived = new HashMap<>();

  /** Takes {@code present} over. */
  public SiteKeyring(Aead aead, SiteScope scope, OwnerKey present) {
    this.aead = aead;
    this.scope = scope;
    this.presentKeyId = present.keyId();
    hold(present);
  }

  UUID siteId() {
    return scope.siteId();
  }

  /** Takes one more key of the site over. */
  public void hold(OwnerKey key) {
    if (!key.tenantId().equals(scope.tenantId())) {
      giveUp(key.keyId());
      key.close();
      return;
    }
    OwnerKey before = held.put(key.keyId(), key);
    lastHeld = key.keyId();
    if (before != null) {
      before.close();
    }
  }

  /** Lets what names this key count as damaged from now on: it is no key of the site. */
  void giveUp(UUID keyId) {
    givenUp.add(keyId);
  }

  /** The key that was needed last. */
  UUID lastHeld() {
    return lastHeld;
  }

  @Override
  public UUID presentKeyId() {
    return presentKeyId;
  }

  @Override
  public byte[] seal(UUID pageId, byte[] page) {
    return seal(SealedPart.NAME_PAGE, pageId, page);
  }

  @Override
  public byte[] open(UUID keyId, UUID pageId, byte[] sealed) {
    try {
      return open(SealedPart.NAME_PAGE, keyId, pageId, sealed);
    } catch (CryptoException damaged) {
      throw new CryptoException(
          damaged.error(), "page %s: %s".formatted(pageId, damaged.getMessage()));
    }
  }

  /** Seals a value under the present key, bound to what it is and to an id. */
  public byte[] seal(SealedPart part, UUID boundTo, byte[] value) {
    return aead.seal(derive(presentKeyId, part), associatedData(part, boundTo), value);
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws UnheldKeyException if the key is not held
   * @throws dev.freehold.crypto.CryptoException if it was changed or belongs elsewhere
   */
  public byte[] open(SealedPart part, UUID keyId, UUID boundTo, byte[] sealed) {
    return aead.open(derive(keyId, part), associatedData(part, boundTo), sealed);
  }

  private Key256 derive(UUID keyId, SealedPart part) {
    OwnerKey owner = held.get(keyId);
    if (owner == null && givenUp.contains(keyId)) {
      throw new CryptoException(
          CryptoError.AUTHENTICATION_FAILED, "it names a key that is not one of the site's");
    }
    if (owner == null) {
      throw new UnheldKeyException(keyId);
    }
    return derived.computeIfAbsent(
        new Derived(keyId, part), wanted -> Hkdf.deriveKey(owner.key(), part.purpose()));
  }

  private byte[] associatedData(SealedPart part, UUID boundTo) {
    byte[] purpose = part.purpose().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer data = ByteBuffer.allocate(purpose.length + 3 * UUID_BYTES).put(purpose);
    for (UUID id : new UUID[] {scope.tenantId(), scope.siteId(), boundTo}) {
      data.put(RowIds.bytes(id));
    }
    return data.array();
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    derived.values().forEach(Key256::close);
    held.values().forEach(OwnerKey::close);
  }

  private record Derived(UUID keyId, SealedPart part) {}
}
