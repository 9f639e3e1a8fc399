package dev.freehold.vault.material;

import dev.freehold.crypto.RandomSource;
import dev.freehold.vault.material.EncryptionAlgorithm.Mode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/** The modes of AES, by the JDK. */
final class AesCiphers {

  private static final int GCM_IV_BYTES = 12;
  private static final int GCM_TAG_BYTES = 16;

  private final RandomSource random;

  /** Draws initialisation vectors from {@code random}. */
  AesCiphers(RandomSource random) {
    this.random = random;
  }

  Payload encrypt(SecretKey key, Mode mode, Payload plain) {
    byte[] iv = mode == Mode.GCM ? random.bytes(GCM_IV_BYTES) : plain.iv();
    try {
      byte[] made = run(Cipher.ENCRYPT_MODE, key, mode, plain.withIv(iv), plain.value());
      return mode == Mode.GCM ? split(made, plain.withIv(iv)) : Payload.of(made).withIv(iv);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES refused valid input", e);
    }
  }

  /** Ciphertext and tag apart, as the protocol has them. */
  private static Payload split(byte[] made, Payload plain) {
    int length = made.length - GCM_TAG_BYTES;
    return Payload.of(Arrays.copyOf(made, length))
        .withIv(plain.iv())
        .withAad(plain.aad())
        .withTag(Arrays.copyOfRange(made, length, made.length));
  }

  /** The JDK answers some input that is too short with unchecked exceptions; it is no different. */
  Optional<byte[]> decrypt(SecretKey key, Mode mode, Payload sealed) {
    if (mode == Mode.GCM
        && (sealed.tag().length != GCM_TAG_BYTES || sealed.iv().length != GCM_IV_BYTES)) {
      return Optional.empty();
    }
    byte[] input =
        ByteBuffer.allocate(sealed.value().length + sealed.tag().length)
            .put(sealed.value())
            .put(sealed.tag())
            .array();
    try {
      return Optional.of(run(Cipher.DECRYPT_MODE, key, mode, sealed, input));
    } catch (GeneralSecurityException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] run(int direction, SecretKey key, Mode mode, Payload payload, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(transformation(mode), "SunJCE");
    cipher.init(direction, key, parameters(mode, payload.iv()));
    if (mode == Mode.GCM) {
      cipher.updateAAD(payload.aad());
    }
    return cipher.doFinal(input);
  }

  private static String transformation(Mode mode) {
    return switch (mode) {
      case GCM -> "AES/GCM/NoPadding";
      case CBC -> "AES/CBC/NoPadding";
      case CBC_PADDED -> "AES/CBC/PKCS5Padding";
      case KEY_WRAP -> "AES/KW/NoPadding";
      case KEY_WRAP_PADDED -> "AES/KWP/NoPadding";
      case OAEP_SHA1, OAEP_SHA256 -> throw KeyEngines.doesNotFit(mode.name());
    };
  }

  private static AlgorithmParameterSpec parameters(Mode mode, byte[] iv) {
    return switch (mode) {
      case GCM -> new GCMParameterSpec(8 * GCM_TAG_BYTES, iv);
      case CBC, CBC_PADDED -> new IvParameterSpec(iv);
      case KEY_WRAP, KEY_WRAP_PADDED -> null;
      case OAEP_SHA1, OAEP_SHA256 -> throw KeyEngines.doesNotFit(mode.name());
    };
  }
}
