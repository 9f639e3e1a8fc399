package dev.freehold.shell.exchange.recipients;

import dev.freehold.powershell.value.Elements;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The addresses of a recipient with their kinds: {@code SMTP:} before the one that is written as
 * the sender, {@code smtp:} before the others.
 */
final class RecipientAddresses {

  private static final String PRIMARY = "SMTP:";
  private static final String OTHER = "smtp:";

  private RecipientAddresses() {}

  /**
   * What the addresses become.
   *
   * @param given all addresses, or a hashtable with Add and Remove
   */
  static List<String> changed(List<String> now, Object given) {
    if (!(given instanceof PsHashtable table)) {
      return withPrimary(texts(given));
    }
    List<String> changed = new ArrayList<>(now);
    for (String removed : texts(table.get("Remove"))) {
      changed.removeIf(each -> bare(each).equals(bare(removed)));
    }
    for (String added : texts(table.get("Add"))) {
      changed.removeIf(each -> bare(each).equals(bare(added)));
      if (added.startsWith(PRIMARY)) {
        changed.replaceAll(each -> each.startsWith(PRIMARY) ? other(each) : each);
      }
      changed.add(added.contains(":") ? added : OTHER + added);
    }
    return withPrimary(changed);
  }

  /** If none is marked as primary, the first is. */
  private static List<String> withPrimary(List<String> addresses) {
    List<String> all = new ArrayList<>();
    addresses.forEach(each -> all.add(each.contains(":") ? each : OTHER + each));
    if (!all.isEmpty() && all.stream().noneMatch(each -> each.startsWith(PRIMARY))) {
      all.set(0, PRIMARY + withoutKind(all.getFirst()));
    }
    return all;
  }

  private static String other(String address) {
    return OTHER + withoutKind(address);
  }

  /** An address as the server has it alone. */
  static String withoutKind(String address) {
    return address.substring(address.indexOf(':') + 1).strip();
  }

  private static String bare(String address) {
    return withoutKind(address).toLowerCase(Locale.ROOT);
  }

  private static List<String> texts(Object given) {
    return given == null
        ? List.of()
        : Elements.of(given).stream()
            .map(each -> Text.of(each).strip())
            .filter(text -> !text.isEmpty())
            .toList();
  }
}
