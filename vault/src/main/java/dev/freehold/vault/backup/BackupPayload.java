package dev.freehold.vault.backup;

import dev.freehold.vault.VaultException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.KeyMaterial;
import dev.freehold.vault.material.PublicPart;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is encrypted in a backup, as bytes: versions, attributes and policy, not the name. */
final class BackupPayload {

  private static final int ENABLED = 1;
  private static final int HARDWARE = 2;
  private static final int HAS_NOT_BEFORE = 4;
  private static final int HAS_EXPIRES = 8;
  private static final int ALL_FLAGS = 15;

  /** Id, flags, four times, and the lengths of four texts and two parts. */
  private static final int MAX_FIXED_BYTES = 16 + 1 + 4 * Long.BYTES + 6 * Integer.BYTES;

  private BackupPayload() {}

  /** Writes {@code backup}; the caller overwrites the result. */
  static byte[] write(KeyBackup backup) {
    byte[] policy = utf8(backup.rotationPolicy());
    // Sized beforehand, because a buffer that grows leaves copies of private parts behind.
    int most = 2 * Integer.BYTES + policy.length;
    for (BackupVersion version : backup.versions()) {
      most += MAX_FIXED_BYTES + variableBytes(version);
    }
    ByteBuffer out = ByteBuffer.allocate(most);
    put(out, policy);
    out.putInt(backup.versions().size());
    backup.versions().forEach(version -> put(out, version));
    byte[] exact = new byte[out.position()];
    out.flip().get(exact);
    Arrays.fill(out.array(), (byte) 0);
    return exact;
  }

  private static int variableBytes(BackupVersion version) {
    return utf8(kind(version)).length
        + utf8(version.engine()).length
        + utf8(version.operations()).length
        + utf8(version.tags()).length
        + publicPart(version).length
        + version.material().privatePart().length;
  }

  private static void put(ByteBuffer out, BackupVersion version) {
    out.putLong(version.version().getMostSignificantBits());
    out.putLong(version.version().getLeastSignificantBits());
    out.put(
        (byte)
            ((version.enabled() ? ENABLED : 0)
                | (version.hardware() ? HARDWARE : 0)
                | (version.notBefore().isPresent() ? HAS_NOT_BEFORE : 0)
                | (version.expires().isPresent() ? HAS_EXPIRES : 0)));
    version.notBefore().ifPresent(time -> out.putLong(time.toEpochMilli()));
    version.expires().ifPresent(time -> out.putLong(time.toEpochMilli()));
    out.putLong(version.created().toEpochMilli());
    out.putLong(version.updated().toEpochMilli());
    put(out, utf8(kind(version)));
    put(out, utf8(version.engine()));
    put(out, utf8(version.operations()));
    put(out, utf8(version.tags()));
    put(out, publicPart(version));
    put(out, version.material().privatePart());
  }

  /** Reads what {@link #write} wrote, and nothing else. */
  static KeyBackup read(String name, byte[] payload) throws BackupRefusedException {
    List<BackupVersion> versions = new ArrayList<>();
    boolean isWhole = false;
    try {
      ByteBuffer in = ByteBuffer.wrap(payload);
      String policy = text(in);
      int count = in.getInt();
      require(count >= 1 && count <= VaultLimits.MAX_BACKUP_VERSIONS);
      for (int i = 0; i < count; i++) {
        versions.add(version(in));
      }
      require(!in.hasRemaining());
      isWhole = true;
      return new KeyBackup(name, policy, versions);
    } catch (BufferUnderflowException | IllegalArgumentException | VaultException e) {
      throw new BackupRefusedException(BackupRefusedException.Reason.CORRUPT);
    } finally {
      if (!isWhole) {
        versions.forEach(version -> version.material().close());
      }
    }
  }

  private static BackupVersion version(ByteBuffer in) throws BackupRefusedException {
    UUID version = new UUID(in.getLong(), in.getLong());
    int flags = in.get();
    require((flags & ~ALL_FLAGS) == 0);
    Optional<Instant> notBefore = time(in, (flags & HAS_NOT_BEFORE) != 0);
    Optional<Instant> expires = time(in, (flags & HAS_EXPIRES) != 0);
    Instant created = Instant.ofEpochMilli(in.getLong());
    Instant updated = Instant.ofEpochMilli(in.getLong());
    KeyKind kind = KeyKind.of(text(in));
    String engine = text(in);
    String operations = text(in);
    String tags = text(in);
    PublicPart publicPart = PublicPart.decode(kind, bytes(in));
    return new BackupVersion(
        version,
        new KeyMaterial(publicPart, bytes(in)),
        (flags & HARDWARE) != 0,
        engine,
        operations,
        (flags & ENABLED) != 0,
        notBefore,
        expires,
        tags,
        created,
        updated);
  }

  private static String kind(BackupVersion version) {
    return version.material().publicPart().kind().word();
  }

  private static byte[] publicPart(BackupVersion version) {
    return version.material().publicPart().encode();
  }

  private static Optional<Instant> time(ByteBuffer in, boolean present) {
    return present ? Optional.of(Instant.ofEpochMilli(in.getLong())) : Optional.empty();
  }

  private static void put(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static byte[] bytes(ByteBuffer in) throws BackupRefusedException {
    int length = in.getInt();
    require(length >= 0 && length <= in.remaining());
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in) throws BackupRefusedException {
    return new String(bytes(in), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void require(boolean condition) throws BackupRefusedException {
    if (!condition) {
      throw new BackupRefusedException(BackupRefusedException.Reason.CORRUPT);
    }
  }
}
