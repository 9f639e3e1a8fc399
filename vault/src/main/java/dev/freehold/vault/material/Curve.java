package dev.freehold.vault.material;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** The curves of EC keys (SEC 2, version 2). */
public enum Curve {
  P_256("P-256", "secp256r1", "1.2.840.10045.3.1.7", 32),
  P_384("P-384", "secp384r1", "1.3.132.0.34", 48),
  P_521("P-521", "secp521r1", "1.3.132.0.35", 66),
  /** secp256k1, which the JDK no longer has. */
  P_256K("P-256K", "secp256k1", "1.3.132.0.10", 32);

  private final String word;
  private final String standardName;
  private final String oid;
  private final int fieldBytes;

  Curve(String word, String standardName, String oid, int fieldBytes) {
    this.word = word;
    this.standardName = standardName;
    this.oid = oid;
    this.fieldBytes = fieldBytes;
  }

  /** The member {@code crv}. */
  public String word() {
    return word;
  }

  /** Length of a coordinate, of a private number, and of half a signature, in bytes. */
  public int fieldBytes() {
    return fieldBytes;
  }

  /** The name in the JDK. */
  String standardName() {
    return standardName;
  }

  ASN1ObjectIdentifier oid() {
    return new ASN1ObjectIdentifier(oid);
  }

  /** Base point, order and equation. */
  X9ECParameters parameters() {
    return CustomNamedCurves.getByOID(oid());
  }

  /** Reads {@code crv}; empty for an unknown word. */
  public static Optional<Curve> of(String word) {
    return Arrays.stream(values()).filter(curve -> curve.word.equals(word)).findFirst();
  }

  static Optional<Curve> of(ASN1ObjectIdentifier oid) {
    return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid.getId())).findFirst();
  }
}
