package dev.freehold.powershell.data;

import dev.freehold.powershell.run.binding.CmdletInfo;
import java.util.ArrayList;
import java.util.List;

/** All cmdlets of this package. */
public final class DataCmdlets {

  private DataCmdlets() {}

  /** Describes them for a shell. */
  public static List<CmdletInfo> all(DataHost host) {
    List<CmdletInfo> all = new ArrayList<>();
    all.addAll(new FormatCmdlets(host).all());
    all.addAll(ObjectCmdlets.all());
    all.addAll(new CsvCmdlets(host).all());
    all.addAll(JsonCmdlets.all());
    all.addAll(new OutCmdlets(host).all());
    all.addAll(SetCmdlets.all());
    all.add(MemberCmdlet.INFO);
    all.add(new DateCmdlet(host).info());
    all.add(new CommandCmdlet(host).info());
    all.add(new HelpCmdlet(host).info());
    return all;
  }
}
