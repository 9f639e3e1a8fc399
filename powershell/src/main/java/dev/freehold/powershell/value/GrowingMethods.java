package dev.freehold.powershell.value;

import dev.freehold.powershell.value.Methods.Call;
import dev.freehold.powershell.value.Methods.Result;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;

/** Methods of lists that grow. */
final class GrowingMethods {

  private GrowingMethods() {}

  static Optional<Result> invoke(PsList list, Call call) {
    return switch (call.signature()) {
      case "add/1" -> {
        list.add(call.value(0));
        // An ArrayList tells the place, which scripts send to Out-Null; a List tells nothing.
        yield Result.of(list.kind() == PsKind.ARRAY_LIST ? list.size() - 1 : null);
      }
      case "addrange/1" -> {
        list.addAll(new ArrayList<>(Elements.of(call.value(0))));
        yield Result.of(null);
      }
      case "insert/2" -> {
        list.add(place(call, list.size()), call.value(1));
        yield Result.of(null);
      }
      case "remove/1" -> {
        int at = CollectionMethods.indexOf(list, call.value(0));
        if (at >= 0) {
          list.remove(at);
        }
        yield Result.of(list.kind() == PsKind.GENERIC_LIST ? at >= 0 : null);
      }
      case "removeat/1" -> {
        list.remove(place(call, list.size() - 1));
        yield Result.of(null);
      }
      case "clear/0" -> {
        list.clear();
        yield Result.of(null);
      }
      case "reverse/0" -> {
        Collections.reverse(list);
        yield Result.of(null);
      }
      case "sort/0" -> {
        list.sort((a, b) -> Comparison.compare(a, b, false));
        yield Result.of(null);
      }
      case "toarray/0" -> Result.of(new ArrayList<>(list));
      default -> Optional.empty();
    };
  }

  private static int place(Call call, int last) {
    int at = call.number(0);
    if (at < 0 || at > last) {
      throw new ValueException(
          ValueError.OPERATOR,
          ("Exception calling \"%s\" with \"%d\" argument(s): \"Index was out of range. Must be"
                  + " non-negative and less than or equal to the size of the collection.\"")
              .formatted(call.name(), call.count()));
    }
    return at;
  }
}
