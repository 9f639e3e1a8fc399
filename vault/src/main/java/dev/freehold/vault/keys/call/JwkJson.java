package dev.freehold.vault.keys.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.material.EcPublic;
import dev.freehold.vault.material.OctPublic;
import dev.freehold.vault.material.RsaPublic;
import java.math.BigInteger;
import java.util.Arrays;

/** The public part of a version as a JSON Web Key. */
final class JwkJson {

  private JwkJson() {}

  static void write(ObjectNode jwk, String kid, KeyVersion key) {
    jwk.put("kid", kid).put("kty", key.form().type());
    ArrayNode operations = jwk.putArray("key_ops");
    key.operations().forEach(operation -> operations.add(operation.word()));
    switch (key.form().publicPart()) {
      case RsaPublic rsa ->
          jwk.put("n", KeyJson.base64(unsigned(rsa.modulus())))
              .put("e", KeyJson.base64(unsigned(rsa.exponent())));
      case EcPublic ec ->
          jwk.put("crv", ec.curve().word())
              .put("x", KeyJson.base64(ec.x()))
              .put("y", KeyJson.base64(ec.y()));
      case OctPublic oct -> {}
    }
  }

  /** Big-endian without leading zeros. */
  private static byte[] unsigned(BigInteger number) {
    byte[] signed = number.toByteArray();
    return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
  }
}
