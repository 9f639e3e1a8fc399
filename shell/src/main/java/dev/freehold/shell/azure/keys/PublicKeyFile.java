package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.azure.call.AzureFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;

/** The public part of a key as a PEM file. */
final class PublicKeyFile {

  private static final int LINE_CHARS = 64;
  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  private PublicKeyFile() {}

  static void write(Path file, JsonNode jwk) {
    try {
      byte[] der = publicKey(jwk).getEncoded();
      String body = Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'}).encodeToString(der);
      Files.writeString(
          file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
    } catch (GeneralSecurityException | IllegalArgumentException notPublic) {
      throw AzureFailure.argument(
          "OutFile",
          "A key of type %s has no public part that a PEM file can hold."
              .formatted(jwk.path("kty").asText()));
    } catch (IOException unwritable) {
      throw AzureFailure.argument("OutFile", "The file '%s' cannot be written.".formatted(file));
    }
  }

  private static PublicKey publicKey(JsonNode jwk) throws GeneralSecurityException {
    if (jwk.has("n")) {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
    }
    String curve = CURVES.get(jwk.path("crv").asText());
    if (curve == null) {
      throw new GeneralSecurityException("this Java does not know the curve");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(number(jwk, "x"), number(jwk, "y")),
                parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger number(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }
}
