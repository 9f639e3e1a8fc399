package dev.freehold.custody.purge;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.PropagateNull;

/**
 * The signed document that authorises a purge, after everything about it was checked. Hashes are 64
 * lower-case hexadecimal digits.
 *
 * @param documentSha256 of the document as it was made
 * @param signedSha256 of the document with its signature
 * @param inventorySha256 of the list that the document names; it has to be the case's
 * @param signerCertificateSha256 of the approver's certificate
 * @param signerName the approver's name; 1 to 256 characters
 * @param signedAt when it was signed
 */
public record DocumentFacts(
    @PropagateNull String documentSha256,
    String signedSha256,
    String inventorySha256,
    String signerCertificateSha256,
    String signerName,
    Instant signedAt) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_NAME_CHARS = 256;

  /** Checks the bounds. */
  public DocumentFacts {
    requireHash(documentSha256);
    requireHash(signedSha256);
    requireHash(inventorySha256);
    requireHash(signerCertificateSha256);
    if (signerName.isBlank() || signerName.length() > MAX_NAME_CHARS) {
      throw new IllegalArgumentException("a signer's name has 1 to 256 characters");
    }
  }

  static void requireHash(String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("a SHA-256 has 64 lower-case hexadecimal digits");
    }
  }
}
