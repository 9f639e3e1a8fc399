package dev.freehold.powershell.data;

import dev.freehold.powershell.data.step.Step;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs a step as a pipeline would. */
final class Steps {

  private Steps() {}

  static List<Object> run(Function<Consumer<Object>, Step> step, Object... values) {
    List<Object> written = new ArrayList<>();
    Step made = step.apply(written::add);
    for (Object value : values) {
      if (!made.accept(value)) {
        break;
      }
    }
    made.end();
    return written;
  }

  static List<Selector> names(String... names) {
    return Arrays.stream(names).map(Selector::named).toList();
  }

  static PsObject vault(String name, Object retention) {
    return PsObject.ofType("Vault").with("VaultName", name).with("Retention", retention);
  }
}
