package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.CmdletInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The cmdlets and aliases of a session, found in any letter case. */
public final class CommandTable {

  private final Map<String, CmdletInfo> cmdlets = new TreeMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, String> missing = new HashMap<>();

  /** Adds cmdlets with the aliases that they name; a later one of the same name replaces. */
  public void add(Collection<CmdletInfo> infos) {
    for (CmdletInfo info : infos) {
      cmdlets.put(Scope.fold(info.name()), info);
      info.aliases().forEach(alias -> alias(alias, info.name()));
    }
  }

  /**
   * Says why published commands are not there, for whoever calls one.
   *
   * @param reasons half a sentence for each name, that begins in lower case and ends with a full
   *     stop
   */
  public void missing(Map<String, String> reasons) {
    reasons.forEach((name, reason) -> missing.put(Scope.fold(name), reason));
  }

  /** Why a published command is not there, if that is known. */
  Optional<String> whyMissing(String name) {
    return Optional.ofNullable(missing.get(Scope.fold(name)));
  }

  /** Takes a cmdlet away, as when a session to a server ends. */
  public void remove(String name) {
    cmdlets.remove(Scope.fold(name));
  }

  /** Makes an alias for a command. */
  public void alias(String alias, String name) {
    aliases.put(Scope.fold(alias), name);
  }

  /** The cmdlet of a name; aliases are not looked at. */
  public Optional<CmdletInfo> find(String name) {
    return Optional.ofNullable(cmdlets.get(Scope.fold(name)));
  }

  /** What an alias stands for. */
  public Optional<String> aliased(String alias) {
    return Optional.ofNullable(aliases.get(Scope.fold(alias)));
  }

  /** All cmdlets by name. */
  public List<CmdletInfo> all() {
    return List.copyOf(cmdlets.values());
  }

  /** All aliases in lower case with what they stand for. */
  public Map<String, String> aliases() {
    return Map.copyOf(aliases);
  }
}
