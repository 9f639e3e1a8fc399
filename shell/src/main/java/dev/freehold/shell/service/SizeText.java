package dev.freehold.shell.service;

import dev.freehold.powershell.value.PsObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Writes sizes as Exchange does: {@code 1.5 MB (1,572,864 bytes)}. */
public final class SizeText {

  private static final List<String> UNITS = List.of("B", "KB", "MB", "GB", "TB");
  private static final int STEP = 1024;

  /** How many digits of the number before the unit count. */
  private static final MathContext DIGITS = new MathContext(4);

  private SizeText() {}

  /** A size as the object that Exchange has for it: scripts round {@code $_.Value.ToMB()}. */
  public static PsObject object(long bytes) {
    PsObject value =
        PsObject.ofType("Microsoft.Exchange.Data.ByteQuantifiedSize")
            .withText(of(bytes))
            .withWeight(bytes)
            .withMethod("tobytes", () -> bytes);
    long unit = bytes;
    for (String name : UNITS.subList(1, UNITS.size())) {
      unit /= STEP;
      long whole = unit;
      value.withMethod("to" + name.toLowerCase(Locale.ROOT), () -> whole);
    }
    return PsObject.ofType("Microsoft.Exchange.Data.Unlimited")
        .with("IsUnlimited", false)
        .with("Value", value)
        .withText(of(bytes))
        .withWeight(bytes);
  }

  public static String of(long bytes) {
    BigDecimal number = BigDecimal.valueOf(bytes);
    int unit = 0;
    while (unit < UNITS.size() - 1 && number.compareTo(BigDecimal.valueOf(STEP)) >= 0) {
      number = number.divide(BigDecimal.valueOf(STEP), MathContext.DECIMAL64);
      unit++;
    }
    return "%s %s (%s bytes)"
        .formatted(
            number.round(DIGITS).stripTrailingZeros().toPlainString(),
            UNITS.get(unit),
            String.format(Locale.ROOT, "%,d", bytes));
  }
}
