package dev.freehold.server.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;

/**
 * Compares objects of two versions of a document. References are the same if they name the same
 * object; what stands there is compared when it is that one's turn.
 */
final class SameObjects {

  private static final int MAX_DEPTH = 64;

  boolean test(COSBase one, COSBase other) {
    return test(one, other, 0);
  }

  private boolean test(COSBase one, COSBase other, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    return switch (one) {
      case null -> other == null;
      case COSObject a -> other instanceof COSObject b && a.getKey().equals(b.getKey());
      case COSStream a -> other instanceof COSStream b && entries(a, b, depth) && bytes(a, b);
      case COSDictionary a ->
          other instanceof COSDictionary b && !(other instanceof COSStream) && entries(a, b, depth);
      case COSArray a -> other instanceof COSArray b && elements(a, b, depth);
      case COSString a -> other instanceof COSString b && Arrays.equals(a.getBytes(), b.getBytes());
      case COSInteger a when other instanceof COSInteger b -> a.longValue() == b.longValue();
      // Programs write 0.0 and 0 for the same.
      case COSNumber a -> other instanceof COSNumber b && a.floatValue() == b.floatValue();
      case COSBase a -> a.equals(other);
    };
  }

  private boolean entries(COSDictionary one, COSDictionary other, int depth) {
    if (!one.keySet().equals(other.keySet())) {
      return false;
    }
    for (COSName name : one.keySet()) {
      if (!test(one.getItem(name), other.getItem(name), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean elements(COSArray one, COSArray other, int depth) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!test(one.get(i), other.get(i), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean bytes(COSStream one, COSStream other) {
    try (InputStream a = one.createRawInputStream();
        InputStream b = other.createRawInputStream()) {
      return Arrays.equals(a.readAllBytes(), b.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("a document is read from memory", e);
    }
  }
}
