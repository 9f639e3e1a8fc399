package dev.freehold.powershell.run;

import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsKind;
import java.util.List;

/** Byte arrays, which scripts can also write as arrays of numbers. */
public final class Bytes {

  private Bytes() {}

  /**
   * The bytes of an array.
   *
   * @throws dev.freehold.powershell.value.scalar.ValueException if an element is no number from 0
   *     to 255
   */
  public static byte[] of(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    List<Object> elements = Elements.of(value);
    byte[] bytes = new byte[elements.size()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = ((Number) Conversions.convert(elements.get(at), PsKind.BYTE)).byteValue();
    }
    return bytes;
  }
}
