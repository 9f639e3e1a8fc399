package dev.freehold.server.document;

import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/**
 * The bytes of a signed document: which of them the signature covers, and the signature itself. The
 * cover is all of the file but the hexadecimal digits of the signature, so nothing stands before,
 * between or behind that nobody signed.
 */
final class SignedPdf {

  private static final int RANGES = 4;

  private final byte[] covered;
  private final byte[] cms;

  private SignedPdf(byte[] covered, byte[] cms) {
    this.covered = covered;
    this.cms = cms;
  }

  /**
   * Takes a signed document apart.
   *
   * @param file all bytes
   * @param originalLength how many of them were there before it was signed
   * @throws DocumentException {@code SIGNATURE_INVALID}
   */
  static SignedPdf of(byte[] file, int originalLength, PDSignature signature) {
    int[] range = signature.getByteRange();
    if (range == null || range.length != RANGES) {
      throw notWhole();
    }
    int holeStart = range[1];
    int holeEnd = range[2];
    boolean isWhole =
        range[0] == 0
            && holeStart >= originalLength
            && holeEnd > holeStart + 2
            && holeEnd <= file.length
            && range[3] == file.length - holeEnd;
    if (!isWhole || file[holeStart] != '<' || file[holeEnd - 1] != '>') {
      throw notWhole();
    }
    byte[] hole = digits(file, holeStart + 1, holeEnd - 1);
    if (!Arrays.equals(hole, signature.getContents())) {
      throw notWhole();
    }
    byte[] covered = Arrays.copyOf(file, file.length - (holeEnd - holeStart));
    System.arraycopy(file, holeEnd, covered, holeStart, file.length - holeEnd);
    return new SignedPdf(covered, hole);
  }

  private static byte[] digits(byte[] file, int from, int to) {
    char[] digits = new char[to - from];
    for (int i = from; i < to; i++) {
      digits[i - from] = (char) (file[i] & 0xff);
    }
    try {
      return HexFormat.of().parseHex(digits, 0, digits.length);
    } catch (IllegalArgumentException notHexadecimal) {
      throw notWhole();
    }
  }

  private static DocumentException notWhole() {
    return new DocumentException(
        DocumentError.SIGNATURE_INVALID,
        "the signature has to cover the whole file but itself; sign the document again, as the last"
            + " thing that is done to it");
  }

  /** What was signed. */
  byte[] covered() {
    return covered.clone();
  }

  /** The CMS structure, perhaps with zeros behind it. */
  byte[] cms() {
    return cms.clone();
  }
}
