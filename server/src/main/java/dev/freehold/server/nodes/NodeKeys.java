package dev.freehold.server.nodes;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import java.util.Base64;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.util.Arrays;

/**
 * A key that a joining node makes for its bundle alone. It is in memory only and good for one
 * bundle. What is sealed to it is HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.
 */
public final class NodeKeys {

  private static final String PREFIX = "fhnode1.";
  private static final byte[] NOTHING = {};
  private static final int PUBLIC_KEY_BYTES = 32;
  private static final int SHARE_BYTES = 32;

  private final AsymmetricCipherKeyPair pair = hpke().generatePrivateKey();

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /** What the node asks with: a word that holds its public key. */
  public String request() {
    return PREFIX
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(hpke().serializePublicKey(pair.getPublic()));
  }

  /**
   * Returns if and only if a bundle can be sealed to {@code request}.
   *
   * @throws ServerException {@code INPUT_INVALID}
   */
  public static void requireRequest(String request) {
    var _ = seal(request, NOTHING, NOTHING);
  }

  /**
   * Seals to the node that asked: the share of the key agreement, then the ciphertext.
   *
   * @param info what is sealed
   * @throws ServerException {@code INPUT_INVALID} if that is no request
   */
  static byte[] seal(String request, byte[] info, byte[] secret) {
    try {
      byte[][] sealed = hpke().seal(publicKey(request), info, NOTHING, secret, null, null, null);
      return Arrays.concatenate(sealed[1], sealed[0]);
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("AES-GCM seals whatever it is given", impossible);
    } catch (IllegalStateException weak) {
      // A key of few points, with which all agreements are the same.
      throw noRequest(weak);
    }
  }

  private static AsymmetricKeyParameter publicKey(String request) {
    try {
      byte[] raw = Base64.getUrlDecoder().decode(request.substring(PREFIX.length()));
      if (request.startsWith(PREFIX) && raw.length == PUBLIC_KEY_BYTES) {
        return hpke().deserializePublicKey(raw);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException invalid) {
      throw noRequest(invalid);
    }
    throw noRequest(null);
  }

  private static ServerException noRequest(RuntimeException cause) {
    return new ServerException(
        ServerError.INPUT_INVALID,
        "that is no request of a node; 'freehold node join' prints it, beginning with " + PREFIX,
        cause);
  }

  /**
   * Opens what was sealed to this node.
   *
   * @throws ServerException {@code INPUT_INVALID} if it was sealed to another, or is damaged
   */
  byte[] open(byte[] sealed, byte[] info) {
    try {
      int share = Math.min(SHARE_BYTES, sealed.length);
      return hpke()
          .open(
              Arrays.copyOfRange(sealed, 0, share),
              pair,
              info,
              NOTHING,
              Arrays.copyOfRange(sealed, share, sealed.length),
              null,
              null,
              null);
    } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException wrong) {
      throw new ServerException(
          ServerError.INPUT_INVALID,
          "the bundle does not open here: it was made for another request, or a part is missing;"
              + " call 'freehold node invite' with the request that was printed above",
          wrong);
    }
  }
}
