package dev.freehold.custody.seals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The version numbers with which one transaction may write rows, and the rows that it has written.
 * For the one thread that runs the transaction at a time.
 */
public final class WriteAct {

  private final Map<String, Long> numbers = new HashMap<>();
  private final List<SealedRow> written = new ArrayList<>();

  WriteAct() {}

  void give(SealedRow row, long number) {
    numbers.put(row.toString(), number);
  }

  void again() {
    written.clear();
  }

  List<SealedRow> written() {
    return List.copyOf(written);
  }

  /** The row under the number that was taken for it, if that is above the one it had. */
  SealedRow numbered(SealedRow row) {
    Long number = numbers.get(row.toString());
    if (number == null || number <= row.version()) {
      throw new NumberMissingException(row);
    }
    SealedRow numbered = row.asVersion(number);
    written.add(numbered);
    return numbered;
  }
}
