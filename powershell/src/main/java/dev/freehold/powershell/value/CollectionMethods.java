package dev.freehold.powershell.value;

import dev.freehold.powershell.value.Methods.Call;
import dev.freehold.powershell.value.Methods.Result;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods of arrays and hashtables. */
final class CollectionMethods {

  private CollectionMethods() {}

  static Optional<Result> invoke(List<?> list, Call call) {
    if (list instanceof PsList growing) {
      Optional<Result> result = GrowingMethods.invoke(growing, call);
      if (result.isPresent()) {
        return result;
      }
    }
    return switch (call.signature()) {
      case "contains/1" -> Result.of(indexOf(list, call.value(0)) >= 0);
      case "indexof/1" -> Result.of(indexOf(list, call.value(0)));
      case "getvalue/1", "get/1" -> Result.of(Indexing.get(list, call.value(0)));
      case "clone/0" -> Result.of(new ArrayList<>(list));
      case "add/1", "remove/1", "insert/2" ->
          throw new ValueException(
              ValueError.NO_METHOD,
              "Exception calling \"%s\" with \"%d\" argument(s): \"Collection was of a fixed size.\""
                  .formatted(capital(call.name()), call.count()));
      default -> Optional.empty();
    };
  }

  static Optional<Result> invoke(PsHashtable table, Call call) {
    return switch (call.signature()) {
      case "containskey/1", "contains/1" -> Result.of(table.containsKey(call.value(0)));
      case "containsvalue/1" -> Result.of(indexOf(table.values(), call.value(0)) >= 0);
      case "add/2" -> {
        if (table.containsKey(call.value(0))) {
          throw new ValueException(
              ValueError.OPERATOR,
              ("Exception calling \"Add\" with \"2\" argument(s): \"Item has already been added."
                      + " Key in dictionary: '%1$s'  Key being added: '%1$s'\"")
                  .formatted(call.text(0)));
        }
        table.put(call.value(0), call.value(1));
        yield Result.of(null);
      }
      case "remove/1" -> {
        table.remove(call.value(0));
        yield Result.of(null);
      }
      case "clear/0" -> {
        table.clear();
        yield Result.of(null);
      }
      case "clone/0" -> Result.of(table.copy());
      case "getenumerator/0" -> Result.of(table.entries());
      default -> Optional.empty();
    };
  }

  static int indexOf(List<?> list, Object value) {
    for (int at = 0; at < list.size(); at++) {
      if (Comparison.equal(list.get(at), value, true)) {
        return at;
      }
    }
    return -1;
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
