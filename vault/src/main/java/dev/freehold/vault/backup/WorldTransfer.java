package dev.freehold.vault.backup;

import dev.freehold.crypto.Aead;
import dev.freehold.crypto.CryptoException;
import dev.freehold.crypto.CryptoSuite;
import dev.freehold.crypto.Hkdf;
import dev.freehold.crypto.Key256;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A security world exported to another server: the world sealed under a random 256-bit code. Anyone
 * with both can read every backup of the world, so send them by different ways.
 *
 * <p>The sealed form is {@code "FreeholdWorld" | 1 | world | tenant | subscription | nonce |
 * ciphertext | tag | geography}.
 */
public final class WorldTransfer {

  private static final byte[] MAGIC = "FreeholdWorld\1".getBytes(StandardCharsets.US_ASCII);
  private static final String PURPOSE = "freehold-vault:security-world-transfer:v1";
  private static final int IDS_BYTES = 3 * 16;
  private static final int FIXED_BYTES =
      MAGIC.length + IDS_BYTES + Aead.OVERHEAD_BYTES + Key256.LENGTH_BYTES;

  private final byte[] sealed;
  private final String code;

  /** Puts together what came by two ways. */
  public WorldTransfer(byte[] sealed, String code) {
    this.sealed = sealed.clone();
    this.code = code;
  }

  /** The sealed world, for a file. */
  public byte[] sealed() {
    return sealed.clone();
  }

  /** 43 characters that open it, for another way than the file's. */
  public String code() {
    return code;
  }

  /** What comes out at the other end; the caller closes the world. */
  record Contents(WorldPlace place, SecurityWorld world) {}

  /** Packs {@code world}. */
  static WorldTransfer pack(WorldPlace place, SecurityWorld world, CryptoSuite suite) {
    byte[] about = place.encodeWith(world.id());
    byte[] raw = suite.random().bytes(Key256.LENGTH_BYTES);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    try (Key256 transport = Key256.takeOver(raw);
        Key256 under = Hkdf.deriveKey(transport, PURPOSE)) {
      byte[] body = world.key().use(key -> new Aead(suite).seal(under, about, key));
      ByteBuffer out = ByteBuffer.allocate(MAGIC.length + about.length + body.length);
      out.put(MAGIC).put(about, 0, IDS_BYTES).put(body);
      out.put(about, IDS_BYTES, about.length - IDS_BYTES);
      return new WorldTransfer(out.array(), code);
    }
  }

  /** Unpacks; INVALID if file and code do not belong together or were changed. */
  Contents unpack(CryptoSuite suite) {
    if (sealed.length <= FIXED_BYTES
        || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw invalid(null);
    }
    ByteBuffer in = ByteBuffer.wrap(sealed, MAGIC.length, sealed.length - MAGIC.length);
    UUID worldId = uuid(in);
    UUID tenantId = uuid(in);
    UUID subscriptionId = uuid(in);
    byte[] body = new byte[Aead.OVERHEAD_BYTES + Key256.LENGTH_BYTES];
    in.get(body);
    byte[] geography = new byte[in.remaining()];
    in.get(geography);
    WorldPlace place =
        new WorldPlace(tenantId, subscriptionId, new String(geography, StandardCharsets.UTF_8));
    try (Key256 transport = Key256.takeOver(Base64.getUrlDecoder().decode(code.strip()));
        Key256 under = Hkdf.deriveKey(transport, PURPOSE)) {
      byte[] raw = new Aead(suite).open(under, place.encodeWith(worldId), body);
      return new Contents(place, new SecurityWorld(worldId, Key256.takeOver(raw)));
    } catch (CryptoException | IllegalArgumentException e) {
      throw invalid(e);
    }
  }

  private static UUID uuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }

  private static VaultException invalid(Exception cause) {
    return new VaultException(
        VaultError.INVALID,
        "this is not an exported security world, or the code is another one's; check both",
        cause);
  }

  /** Shows neither. */
  @Override
  public String toString() {
    return "WorldTransfer[secret]";
  }
}
