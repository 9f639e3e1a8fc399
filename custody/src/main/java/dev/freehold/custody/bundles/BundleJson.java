package dev.freehold.custody.bundles;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.crypto.wrap.KeyCommitment;
import dev.freehold.crypto.wrap.KeyWrap;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.RootKeyUri;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The JSON of bundle parts, versions 1 and 2. Binary members are base64; unknown members are
 * errors.
 */
public final class BundleJson {

  private static final String POLICY_FORMAT = "freehold-policy-key-v2";
  private static final String POLICY_FORMAT_1 = "freehold-policy-key-v1";
  private static final String OWNER_FORMAT = "freehold-owner-key-v2";
  private static final String OWNER_FORMAT_1 = "freehold-owner-key-v1";
  private static final String ROOT_ALGORITHM = "RSA-OAEP-256";
  private static final int ROOTS = 2;
  private static final Integer[] ROOT_WRAPPED_BYTES = {256, 384, 512};

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final ObjectWriter PACK_LINES =
      JSON.writerFor(OwnerJson.class).withRootValueSeparator("\n");

  private BundleJson() {}

  /** The part of a policy. */
  public static byte[] encode(WrappedPolicyKey key) {
    List<RootJson> roots =
        key.roots().stream()
            .map(
                root ->
                    new RootJson(
                        root.keyVersion().toString(), ROOT_ALGORITHM, root.wrapped().toBase64()))
            .toList();
    return write(
        new PolicyJson(
            POLICY_FORMAT,
            key.tenantId(),
            key.policyId(),
            key.generation(),
            key.revision(),
            base64(key.commitment()),
            roots,
            key.availabilityKeyId(),
            key.wrappedByAvailability().toBase64()));
  }

  /** The part of a mailbox or site. */
  public static byte[] encode(WrappedOwnerKey key) {
    return write(json(key));
  }

  private static OwnerJson json(WrappedOwnerKey key) {
    return new OwnerJson(
        OWNER_FORMAT,
        key.tenantId(),
        key.policyId(),
        key.ownerKeyId(),
        key.generation(),
        key.revision(),
        base64(key.commitment()),
        key.wrapped().toBase64());
  }

  /** Version 1 had no revision: it was the only copy. */
  static WrappedPolicyKey decodePolicy(byte[] document) {
    return formatOf(document).equals(POLICY_FORMAT_1)
        ? read(document, PolicyJson1.class).toKey()
        : read(document, PolicyJson.class).toKey();
  }

  /** Version 1 had no revision: a key was wrapped once. */
  static WrappedOwnerKey decodeOwner(byte[] document) {
    return formatOf(document).equals(OWNER_FORMAT_1)
        ? read(document, OwnerJson1.class).toKey()
        : read(document, OwnerJson.class).toKey();
  }

  /** Many owner keys, one on a line. */
  static byte[] encodePack(List<WrappedOwnerKey> keys) {
    ByteArrayOutputStream pack = new ByteArrayOutputStream();
    try (SequenceWriter lines = PACK_LINES.writeValues(pack)) {
      for (WrappedOwnerKey key : keys) {
        lines.write(json(key));
      }
    } catch (IOException e) {
      throw new IllegalStateException("records of plain values become JSON", e);
    }
    pack.write('\n');
    return pack.toByteArray();
  }

  /** All owner keys of a pack. */
  static List<WrappedOwnerKey> decodePack(byte[] pack) {
    require(pack.length <= CustodyLimits.MAX_BUNDLE_PACK_BYTES);
    return new String(pack, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> decodeOwner(line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** The owner key's part of a pack, if it is in it. */
  static Optional<WrappedOwnerKey> findInPack(byte[] pack, UUID ownerKeyId) {
    if (pack.length > CustodyLimits.MAX_BUNDLE_PACK_BYTES) {
      throw invalid();
    }
    return new String(pack, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains(ownerKeyId.toString()))
        .map(line -> decodeOwner(line.getBytes(StandardCharsets.UTF_8)))
        .filter(key -> key.ownerKeyId().equals(ownerKeyId))
        .findFirst();
  }

  private static String formatOf(byte[] document) {
    require(document.length <= CustodyLimits.MAX_BUNDLE_PART_BYTES);
    try {
      return JSON.readTree(document).path("format").asText();
    } catch (IOException e) {
      throw invalid();
    }
  }

  private static WrappedRoot root(RootJson json) {
    require(json != null && json.algorithm().equals(ROOT_ALGORITHM));
    RootKeyUri keyVersion = RootKeyUri.parse(json.keyId());
    require(keyVersion.hasVersion());
    return new WrappedRoot(keyVersion, ciphertext(json.wrappedKey(), ROOT_WRAPPED_BYTES));
  }

  private static byte[] write(Object document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values become JSON", e);
    }
  }

  private static <T> T read(byte[] document, Class<T> type) {
    require(document.length <= CustodyLimits.MAX_BUNDLE_PART_BYTES);
    T read;
    try {
      read = JSON.readValue(document, type);
    } catch (IOException e) {
      // Jackson's message quotes the document; it is left out.
      throw invalid();
    }
    require(read != null);
    return read;
  }

  private static String base64(KeyCommitment commitment) {
    return Base64.getEncoder().encodeToString(commitment.bytes());
  }

  private static KeyCommitment commitment(String text) {
    return KeyCommitment.fromBytes(ciphertext(text, KeyCommitment.LENGTH_BYTES).bytes());
  }

  private static Ciphertext ciphertext(String text, Integer... allowedLengths) {
    Ciphertext read;
    try {
      read = Ciphertext.fromBase64(text);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    require(List.of(allowedLengths).contains(read.lengthBytes()));
    return read;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw invalid();
    }
  }

  static CustodyException invalid() {
    return new CustodyException(
        CustodyError.BUNDLE_INVALID,
        "this part of the key bundle is not one that this program writes; take it from another copy"
            + " of the blob store");
  }

  @JsonPropertyOrder({
    "format",
    "tenantId",
    "policyId",
    "generation",
    "revision",
    "commitment",
    "roots",
    "availabilityKeyId"
  })
  private record PolicyJson(
      String format,
      UUID tenantId,
      UUID policyId,
      int generation,
      long revision,
      String commitment,
      List<RootJson> roots,
      UUID availabilityKeyId,
      String wrappedByAvailability) {
    @JsonCreator
    PolicyJson {}

    WrappedPolicyKey toKey() {
      require(format.equals(POLICY_FORMAT));
      require(generation >= 1 && revision >= 1);
      require(roots.size() == ROOTS);
      return new WrappedPolicyKey(
          tenantId,
          policyId,
          generation,
          revision,
          BundleJson.commitment(commitment),
          roots.stream().map(BundleJson::root).toList(),
          availabilityKeyId,
          ciphertext(wrappedByAvailability, KeyWrap.WRAPPED_BYTES));
    }
  }

  private record PolicyJson1(
      String format,
      UUID tenantId,
      UUID policyId,
      int generation,
      String commitment,
      List<RootJson> roots,
      UUID availabilityKeyId,
      String wrappedByAvailability) {
    @JsonCreator
    PolicyJson1 {}

    WrappedPolicyKey toKey() {
      return new PolicyJson(
              POLICY_FORMAT,
              tenantId,
              policyId,
              generation,
              1,
              commitment,
              roots,
              availabilityKeyId,
              wrappedByAvailability)
          .toKey();
    }
  }

  private record RootJson(String keyId, String algorithm, String wrappedKey) {
    @JsonCreator
    RootJson {}
  }

  private record OwnerJson(
      String format,
      UUID tenantId,
      UUID policyId,
      UUID ownerKeyId,
      int generation,
      long revision,
      String commitment,
      String wrappedKey) {
    @JsonCreator
    OwnerJson {}

    WrappedOwnerKey toKey() {
      require(format.equals(OWNER_FORMAT));
      require(generation >= 1 && revision >= 1);
      return new WrappedOwnerKey(
          tenantId,
          policyId,
          ownerKeyId,
          generation,
          revision,
          BundleJson.commitment(commitment),
          ciphertext(wrappedKey, KeyWrap.WRAPPED_BYTES));
    }
  }

  private record OwnerJson1(
      String format,
      UUID tenantId,
      UUID policyId,
      UUID ownerKeyId,
      int generation,
      String commitment,
      String wrappedKey) {
    @JsonCreator
    OwnerJson1 {}

    WrappedOwnerKey toKey() {
      return new OwnerJson(
              OWNER_FORMAT, tenantId, policyId, ownerKeyId, generation, 1, commitment, wrappedKey)
          .toKey();
    }
  }
}
