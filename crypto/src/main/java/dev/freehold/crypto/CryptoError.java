package dev.freehold.crypto;

/** The ways in which sealed data, or the crypto provider, can be wrong. */
public enum CryptoError {
  /** A FLOE header is cut short, has parameters that are not allowed, or its tag does not match. */
  HEADER_INVALID("object-header-invalid"),
  /** A segment's tag, length word or position does not match. */
  SEGMENT_INVALID("object-segment-invalid"),
  /** The data ended before the final segment. */
  TRUNCATED("object-truncated"),
  /** There is data after the final segment. */
  TRAILING_DATA("object-trailing-data"),
  /** A wrapped key does not open under this parent and context. */
  UNWRAP_FAILED("key-unwrap-failed"),
  /** A key opened, but it is not the key that was committed to. */
  COMMITMENT_MISMATCH("key-commitment-mismatch"),
  /** A sealed value does not open under this key and associated data. */
  AUTHENTICATION_FAILED("sealed-value-invalid"),
  /** The random source gave the same bytes twice; nothing may be sealed with it. */
  RANDOM_SOURCE_BROKEN("random-source-broken"),
  /** The crypto provider that was asked for is absent or failed its self-tests. */
  PROVIDER_UNAVAILABLE("crypto-provider-unavailable"),
  /** More plaintext than one object, or one sealed value, may hold. */
  TOO_LONG("plaintext-too-long");

  private final String code;

  CryptoError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }
}
