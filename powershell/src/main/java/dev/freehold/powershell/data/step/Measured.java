package dev.freehold.powershell.data.step;

import dev.freehold.powershell.value.Comparison;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsKind;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Text;
import dev.freehold.powershell.value.scalar.Numbers;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import dev.freehold.powershell.view.ViewTypes;

/** What was measured of one property. The deviation is by Welford, which does not lose digits. */
final class Measured {

  private int count;
  private double sum;
  private double mean;
  private double squares;
  private Object maximum;
  private Object minimum;

  /**
   * Adds a value.
   *
   * @throws ValueException {@link ValueError#NOT_NUMERIC} if a number was needed
   */
  void add(Object value, MeasureOptions options) {
    if (options.isNumeric()) {
      double number = number(value);
      sum += number;
      double before = number - mean;
      mean += before / (count + 1);
      squares += before * (number - mean);
    }
    count++;
    if (options.maximum() && (maximum == null || Comparison.compare(value, maximum, false) > 0)) {
      maximum = value;
    }
    if (options.minimum() && (minimum == null || Comparison.compare(value, minimum, false) < 0)) {
      minimum = value;
    }
  }

  PsObject result(String property, MeasureOptions options) {
    return PsObject.ofType(ViewTypes.MEASURE)
        .with("Count", count)
        .with("Average", options.average() && count > 0 ? (Object) (sum / count) : null)
        .with("Sum", options.sum() ? (Object) sum : null)
        .with("Maximum", asDouble(maximum))
        .with("Minimum", asDouble(minimum))
        .with("StandardDeviation", options.standardDeviation() ? deviation() : null)
        .with("Property", property.isEmpty() ? null : property);
  }

  private Object deviation() {
    return count < 2 ? 0.0 : Math.sqrt(squares / (count - 1));
  }

  private static Object asDouble(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static double number(Object value) {
    boolean numeric =
        value instanceof Number
            || value instanceof Boolean
            || (value instanceof String text && Numbers.parse(text).isPresent());
    if (!numeric) {
      throw new ValueException(
          ValueError.NOT_NUMERIC, "Input object \"%s\" is not numeric.".formatted(Text.of(value)));
    }
    return (Double) Conversions.convert(value, PsKind.DOUBLE);
  }
}
