package dev.freehold.shell.exchange;

import dev.freehold.powershell.run.CommandTable;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Connections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The connections that are open, each with the cmdlets that it brought. */
final class Sessions {

  /**
   * A connection.
   *
   * @param prefix of the nouns of its cmdlets; empty for none
   * @param organization the tenant's name
   * @param names of its cmdlets
   */
  record Open(UUID id, String prefix, String organization, Account account, List<String> names) {}

  private final CommandTable commands;
  private final Connections connections;
  private final List<Open> open = new ArrayList<>();

  Sessions(CommandTable commands, Connections connections) {
    this.commands = commands;
    this.connections = connections;
  }

  /** Brings in a connection; one of the same prefix makes room for it. */
  void add(String prefix, String organization, Account account, List<CmdletInfo> cmdlets) {
    List<CmdletInfo> named = cmdlets.stream().map(info -> named(info, prefix)).toList();
    all().stream().filter(each -> each.prefix().equalsIgnoreCase(prefix)).forEach(this::close);
    commands.add(named);
    open.add(
        new Open(
            UUID.randomUUID(),
            prefix,
            organization,
            account,
            named.stream().map(CmdletInfo::name).toList()));
    connections.exchange(Optional.of(account));
  }

  /** Takes a connection's cmdlets away. */
  void close(Open session) {
    open.remove(session);
    session.names().forEach(commands::remove);
    connections.exchange(open.isEmpty() ? Optional.empty() : Optional.of(open.getLast().account()));
  }

  /** Those that are open, the oldest first. */
  List<Open> all() {
    return List.copyOf(open);
  }

  private static CmdletInfo named(CmdletInfo info, String prefix) {
    int noun = info.name().indexOf('-') + 1;
    return info.renamed(info.name().substring(0, noun) + prefix + info.name().substring(noun));
  }
}
