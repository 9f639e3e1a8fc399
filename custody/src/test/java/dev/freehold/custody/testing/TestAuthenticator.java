package dev.freehold.custody.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * An authenticator with one key, and the browser around it. It does what it is told, right or
 * wrong: its fields say what it lies about.
 */
public final class TestAuthenticator {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int HAS_CREDENTIAL = 0x40;
  private static final int COORDINATE_BYTES = 32;

  private final KeyPair pair = pair();
  private final byte[] credentialId = idBytes(UUID.randomUUID());
  private final String origin;
  private long counter;
  private boolean isVerifying = true;
  private String rpId = "";

  /** One in a browser that shows a page of {@code origin}. */
  public TestAuthenticator(String origin) {
    this.origin = origin;
  }

  /** From now on it shows this number plus one, and counts on. */
  public TestAuthenticator countingFrom(long next) {
    counter = next;
    return this;
  }

  /** Whether it makes sure who uses it. */
  public TestAuthenticator verifying(boolean does) {
    isVerifying = does;
    return this;
  }

  /** It signs for this host, whatever it is asked. */
  public TestAuthenticator forHost(String host) {
    rpId = host;
    return this;
  }

  /** What {@code navigator.credentials.create} gives for these options. */
  public String create(String options) {
    return create(options, origin);
  }

  /** The same on a page of another origin. */
  public String create(String options, String page) {
    JsonNode asked = read(options).get("publicKey");
    byte[] data = authenticatorData(asked.get("rp").get("id").asText(), true);
    byte[] client = clientData("webauthn.create", asked.get("challenge").asText(), page);
    return write(
        Map.of(
            "clientDataJSON", base64(client),
            "attestationObject", base64(attestation(data))));
  }

  /** What {@code navigator.credentials.get} gives for these options. */
  public String get(String options) {
    return get(options, origin);
  }

  /** The same on a page of another origin. */
  public String get(String options, String page) {
    JsonNode asked = read(options).get("publicKey");
    byte[] data = authenticatorData(asked.get("rpId").asText(), false);
    byte[] client = clientData("webauthn.get", asked.get("challenge").asText(), page);
    return write(
        Map.of(
            "clientDataJSON", base64(client),
            "authenticatorData", base64(data),
            "signature", base64(sign(data, sha256(client)))));
  }

  private String write(Map<String, String> response) {
    return JSON.valueToTree(
            Map.of(
                "id", base64(credentialId),
                "rawId", base64(credentialId),
                "type", "public-key",
                "clientExtensionResults", Map.of(),
                "response", response))
        .toString();
  }

  private static byte[] clientData(String type, String challenge, String page) {
    return JSON.valueToTree(
            Map.of("type", type, "challenge", challenge, "origin", page, "crossOrigin", false))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(String asked, boolean withCredential) {
    String host = rpId.isEmpty() ? asked : rpId;
    int flags =
        USER_PRESENT | (isVerifying ? USER_VERIFIED : 0) | (withCredential ? HAS_CREDENTIAL : 0);
    counter++;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(sha256(host.getBytes(StandardCharsets.UTF_8)));
    data.write(flags);
    data.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) counter).array());
    if (withCredential) {
      data.writeBytes(new byte[16]);
      data.writeBytes(
          ByteBuffer.allocate(Short.BYTES).putShort((short) credentialId.length).array());
      data.writeBytes(credentialId);
      data.writeBytes(coseKey());
    }
    return data.toByteArray();
  }

  /** {@code {1: 2, 3: -7, -1: 1, -2: x, -3: y}} in CBOR. */
  private byte[] coseKey() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    ByteArrayOutputStream cose = new ByteArrayOutputStream();
    cose.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01});
    cose.writeBytes(new byte[] {0x21, 0x58, COORDINATE_BYTES});
    cose.writeBytes(coordinate(key.getW().getAffineX()));
    cose.writeBytes(new byte[] {0x22, 0x58, COORDINATE_BYTES});
    cose.writeBytes(coordinate(key.getW().getAffineY()));
    return cose.toByteArray();
  }

  /** {@code {"fmt": "none", "attStmt": {}, "authData": data}} in CBOR. */
  private static byte[] attestation(byte[] data) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.write(0xa3);
    text(object, "fmt");
    text(object, "none");
    text(object, "attStmt");
    object.write(0xa0);
    text(object, "authData");
    object.write(0x58);
    object.write(data.length);
    object.writeBytes(data);
    return object.toByteArray();
  }

  private static void text(ByteArrayOutputStream object, String word) {
    object.write(0x60 + word.length());
    object.writeBytes(word.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return fixed;
  }

  private byte[] sign(byte[] data, byte[] clientHash) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(data);
      signature.update(clientHash);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] idBytes(UUID id) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
