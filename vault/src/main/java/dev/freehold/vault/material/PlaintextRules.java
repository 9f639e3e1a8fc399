package dev.freehold.vault.material;

/** How long a plaintext may be, and who brings the initialisation vector. */
final class PlaintextRules {

  private static final int AES_BLOCK_BYTES = 16;
  private static final int KEY_WRAP_BLOCK_BYTES = 8;
  private static final int SHA1_BYTES = 20;
  private static final int SHA256_BYTES = 32;

  private PlaintextRules() {}

  static void require(EncryptionAlgorithm algorithm, PublicPart key, Payload plain) {
    String word = algorithm.word();
    int length = plain.value().length;
    switch (algorithm.mode()) {
      case OAEP_SHA1 -> requireAtMost(word, length, maxOaep(key, SHA1_BYTES));
      case OAEP_SHA256 -> requireAtMost(word, length, maxOaep(key, SHA256_BYTES));
      case CBC ->
          MaterialException.require(
              length % AES_BLOCK_BYTES == 0,
              () ->
                  "Invalid length of 'value': %d bytes. %s takes a multiple of %d bytes."
                      .formatted(length, word, AES_BLOCK_BYTES));
      case KEY_WRAP ->
          MaterialException.require(
              length % KEY_WRAP_BLOCK_BYTES == 0 && length >= 2 * KEY_WRAP_BLOCK_BYTES,
              () ->
                  "Invalid length of 'value': %d bytes. %s takes a multiple of %d bytes, at least %d."
                      .formatted(length, word, KEY_WRAP_BLOCK_BYTES, 2 * KEY_WRAP_BLOCK_BYTES));
      case GCM, CBC_PADDED, KEY_WRAP_PADDED -> {}
    }
    int wanted = algorithm.mode().takesIv() ? AES_BLOCK_BYTES : 0;
    MaterialException.require(
        plain.iv().length == wanted,
        () ->
            (wanted == 0
                    ? "Property iv has invalid value: with %s it is made by the service."
                    : "Property iv has invalid value: %s takes 16 bytes.")
                .formatted(word));
  }

  /** RFC 8017, 7.1.1: the modulus less twice the hash and two bytes. */
  private static int maxOaep(PublicPart key, int hashBytes) {
    int modulusBytes = (((RsaPublic) key).modulus().bitLength() + 7) / 8;
    return modulusBytes - 2 * hashBytes - 2;
  }

  private static void requireAtMost(String word, int length, int max) {
    MaterialException.require(
        length <= max,
        () ->
            "Invalid length of 'value': %d bytes. %s with this key takes at most %d bytes."
                .formatted(length, word, max));
  }
}
