package dev.freehold.shell.migration;

import dev.freehold.powershell.run.binding.ArgumentType;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.List;

/** The bytes of a file, as {@code [System.IO.File]::ReadAllBytes} gives them. */
final class BytesType implements ArgumentType {

  private static final int MAX_BYTE = 255;

  @Override
  public String fullName() {
    return "System.Byte[]";
  }

  @Override
  public boolean accepts(Object value) {
    return value instanceof byte[];
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    if (!(value instanceof List<?> list)) {
      throw notBytes();
    }
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(list.get(i) instanceof Integer number) || number < 0 || number > MAX_BYTE) {
        throw notBytes();
      }
      bytes[i] = number.byteValue();
    }
    return bytes;
  }

  /** Without the value, which may have passwords in it. */
  private static ValueException notBytes() {
    return new ValueException(
        ValueError.CONVERSION, "Cannot convert the value to type \"System.Byte[]\".");
  }

  @Override
  public boolean isCollection() {
    return true;
  }
}
