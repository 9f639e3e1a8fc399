package dev.freehold.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * FLOE written down a second time, straight from its specification and with nothing but the JDK, so
 * that both have to agree. It holds everything in memory, and its randomness is a seed's.
 */
final class PlainFloe {

  private static final int OVERHEAD_BYTES = 4 + 12 + 16;

  private final int segmentBytes;
  private final long segmentsPerKey;
  private final byte[] key;
  private final byte[] aad;
  private final Random random;

  /** Objects of one segment length and rotation, under one key and with one associated data. */
  PlainFloe(int segmentBytes, long segmentsPerKey, byte[] key, byte[] aad, long seed) {
    this.segmentBytes = segmentBytes;
    this.segmentsPerKey = segmentsPerKey;
    this.key = key.clone();
    this.aad = aad.clone();
    this.random = new Random(seed);
  }

  /** Seals; with {@code emptyEnd} an empty final segment follows what is full. */
  byte[] seal(byte[] plaintext, boolean emptyEnd) throws GeneralSecurityException {
    byte[] parameters =
        ByteBuffer.allocate(10).putShort((short) 0).putInt(segmentBytes).putInt(32).array();
    byte[] iv = bytes(32);
    byte[] messageKey = derive(key, parameters, iv, "MESSAGE_KEY:", new byte[0], 48);
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(parameters);
    sealed.writeBytes(iv);
    sealed.writeBytes(derive(key, parameters, iv, "HEADER_TAG:", new byte[0], 32));
    int full = segmentBytes - OVERHEAD_BYTES;
    long number = 0;
    int at = 0;
    while (plaintext.length - at > full || (emptyEnd && at < plaintext.length)) {
      byte[] part = Arrays.copyOfRange(plaintext, at, at + full);
      sealed.writeBytes(segment(messageKey, parameters, iv, number, part, false));
      at += full;
      number++;
    }
    byte[] end = Arrays.copyOfRange(plaintext, at, plaintext.length);
    sealed.writeBytes(segment(messageKey, parameters, iv, number, end, true));
    return sealed.toByteArray();
  }

  private byte[] segment(
      byte[] messageKey, byte[] parameters, byte[] iv, long number, byte[] part, boolean last)
      throws GeneralSecurityException {
    byte[] masked = ByteBuffer.allocate(8).putLong(number - number % segmentsPerKey).array();
    byte[] segmentKey = derive(messageKey, parameters, iv, "DEK:", masked, 32);
    byte[] nonce = bytes(12);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    gcm.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(segmentKey, "AES"),
        new GCMParameterSpec(128, nonce));
    gcm.updateAAD(ByteBuffer.allocate(9).putLong(number).put((byte) (last ? 1 : 0)).array());
    byte[] ciphertextAndTag = gcm.doFinal(part);
    int length = 4 + nonce.length + ciphertextAndTag.length;
    return ByteBuffer.allocate(length)
        .putInt(last ? length : 0xffffffff)
        .put(nonce)
        .put(ciphertextAndTag)
        .array();
  }

  /** HKDF-Expand-SHA-384 over parameters, IV, purpose and associated data. */
  private byte[] derive(
      byte[] from, byte[] parameters, byte[] iv, String purpose, byte[] detail, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA384", "SunJCE");
    mac.init(new SecretKeySpec(from, "HmacSHA384"));
    mac.update(parameters);
    mac.update(iv);
    mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
    mac.update(detail);
    mac.update(aad);
    mac.update((byte) 1);
    return Arrays.copyOf(mac.doFinal(), length);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
