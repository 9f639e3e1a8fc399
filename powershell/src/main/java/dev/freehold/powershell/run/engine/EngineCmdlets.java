package dev.freehold.powershell.run.engine;

import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import java.util.ArrayList;
import java.util.List;

/** All cmdlets of this package. */
public final class EngineCmdlets {

  /** The module of those that only show or set something. */
  static final String UTILITY = "Microsoft.PowerShell.Utility";

  /** The module of those that the language is made of. */
  static final String CORE = "Microsoft.PowerShell.Core";

  private EngineCmdlets() {}

  /** Describes them; they run only in sessions of this shell. */
  public static List<CmdletInfo> all() {
    List<CmdletInfo> all = new ArrayList<>();
    all.add(ForEachCmdlet.INFO);
    all.add(WhereCmdlet.INFO);
    all.addAll(WriteCmdlets.all());
    all.add(WriteErrorCmdlet.INFO);
    all.addAll(VariableCmdlets.all());
    all.addAll(SessionCmdlets.all());
    all.addAll(HostCmdlets.all());
    all.addAll(ObjectMaking.all());
    return List.copyOf(all);
  }

  /** Adds them to a session. */
  public static void addTo(Session session) {
    session.commands().add(all());
  }
}
