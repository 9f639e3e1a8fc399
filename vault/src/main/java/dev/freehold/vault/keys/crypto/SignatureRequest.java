package dev.freehold.vault.keys.crypto;

import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.keys.KeyForm;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyInput;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.material.EcPublic;
import dev.freehold.vault.material.PublicPart;
import dev.freehold.vault.material.SignatureAlgorithm;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;

/** The body of an operation with signatures. */
final class SignatureRequest {

  private final JsonBody body;
  private final SignatureAlgorithm algorithm;
  private final byte[] digest;

  private SignatureRequest(JsonBody body, SignatureAlgorithm algorithm, byte[] digest) {
    this.body = body;
    this.algorithm = algorithm;
    this.digest = digest;
  }

  /** {@code digestMember} is where the digest stands in the body. */
  static SignatureRequest read(KeyCall call, KeyVersion key, String digestMember) {
    JsonBody body = call.json();
    SignatureAlgorithm algorithm =
        SignatureAlgorithm.of(body.requiredText("alg"))
            .orElseThrow(
                () ->
                    WireError.badParameter(
                        "Property alg has invalid value: it is no algorithm for signatures."));
    call.exchange().trail().note("algorithm", algorithm.word());
    PublicPart publicPart = key.form().publicPart();
    if (!algorithm.fits(publicPart)) {
      String kid = KeyJson.versionedId(call.exchange().baseUri(), key);
      throw WireError.badParameter(doesNotFit(kid, key.form(), algorithm));
    }
    byte[] digest = KeyInput.requiredBytes(body, digestMember);
    KeyErrors.refuse(() -> algorithm.requireLength(publicPart, digestMember, digest.length));
    return new SignatureRequest(body, algorithm, digest);
  }

  private static String doesNotFit(String kid, KeyForm form, SignatureAlgorithm algorithm) {
    String start = "Key and signing algorithm are incompatible. Key " + kid;
    if (form.publicPart() instanceof EcPublic ec && algorithm.curve().isPresent()) {
      return start
          + " uses curve '%s', and algorithm '%s' can only be used with curve '%s'."
              .formatted(
                  ec.curve().word(), algorithm.word(), algorithm.curve().orElseThrow().word());
    }
    return start
        + " is of type '%s', and algorithm '%s' can only be used with a key of type '%s' or '%s'."
            .formatted(
                form.type(),
                algorithm.word(),
                algorithm.kind().word(false),
                algorithm.kind().word(true));
  }

  SignatureAlgorithm algorithm() {
    return algorithm;
  }

  byte[] digest() {
    return digest;
  }

  /** The signature that is to be verified. */
  byte[] signature() {
    return KeyInput.requiredBytes(body, "value");
  }
}
