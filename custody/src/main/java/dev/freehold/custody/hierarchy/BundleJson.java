package dev.freehold.custody.hierarchy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.crypto.KeyCommitment;
import dev.freehold.crypto.KeyWrap;
import dev.freehold.custody.Ciphertext;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.custody.roots.RootKeyUri;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The JSON of bundle parts, version 1. Binary members are base64; unknown members are errors. */
final class BundleJson {

  private static final String POLICY_FORMAT = "freehold-policy-key-v1";
  private static final String OWNER_FORMAT = "freehold-owner-key-v1";
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

  private BundleJson() {}

  static byte[] encode(WrappedPolicyKey key) {
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
            base64(key.commitment()),
            roots,
            key.availabilityKeyId(),
            key.wrappedByAvailability().toBase64()));
  }

  static byte[] encode(WrappedOwnerKey key) {
    return write(
        new OwnerJson(
            OWNER_FORMAT,
            key.tenantId(),
            key.policyId(),
            key.ownerKeyId(),
            key.generation(),
            base64(key.commitment()),
            key.wrapped().toBase64()));
  }

  static WrappedPolicyKey decodePolicy(byte[] document) {
    PolicyJson json = read(document, PolicyJson.class);
    require(json.format().equals(POLICY_FORMAT));
    require(json.generation() >= 1);
    require(json.roots().size() == ROOTS);
    return new WrappedPolicyKey(
        json.tenantId(),
        json.policyId(),
        json.generation(),
        commitment(json.commitment()),
        json.roots().stream().map(BundleJson::root).toList(),
        json.availabilityKeyId(),
        ciphertext(json.wrappedByAvailability(), KeyWrap.WRAPPED_BYTES));
  }

  static WrappedOwnerKey decodeOwner(byte[] document) {
    OwnerJson json = read(document, OwnerJson.class);
    require(json.format().equals(OWNER_FORMAT));
    require(json.generation() >= 1);
    return new WrappedOwnerKey(
        json.tenantId(),
        json.policyId(),
        json.ownerKeyId(),
        json.generation(),
        commitment(json.commitment()),
        ciphertext(json.wrappedKey(), KeyWrap.WRAPPED_BYTES));
  }

  private static WrappedRoot root(RootJson json) {
    require(json.algorithm().equals(ROOT_ALGORITHM));
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
    try {
      return JSON.readValue(document, type);
    } catch (IOException e) {
      // Jackson's message quotes the document; it is left out.
      throw invalid();
    }
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
    "commitment",
    "roots",
    "availabilityKeyId"
  })
  private record PolicyJson(
      String format,
      UUID tenantId,
      UUID policyId,
      int generation,
      String commitment,
      List<RootJson> roots,
      UUID availabilityKeyId,
      String wrappedByAvailability) {
    @JsonCreator
    PolicyJson {}
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
      String commitment,
      String wrappedKey) {
    @JsonCreator
    OwnerJson {}
  }
}
