package dev.freehold.powershell.files;

import dev.freehold.powershell.run.ScriptCall;
import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import dev.freehold.powershell.run.binding.Parameter;
import java.util.ArrayList;
import java.util.List;

/** All cmdlets of this package. */
public final class FileCmdlets {

  static final String PATH = "Path";
  static final String LITERAL = "LiteralPath";

  private FileCmdlets() {}

  /** Describes them; they run only in sessions of this shell. */
  public static List<CmdletInfo> all() {
    List<CmdletInfo> all = new ArrayList<>();
    all.addAll(ContentCmdlets.all());
    all.addAll(ItemCmdlets.all());
    all.addAll(MoveCmdlets.all());
    all.addAll(PathCmdlets.all());
    all.add(HashCmdlet.INFO);
    return List.copyOf(all);
  }

  static CmdletInfo.Builder named(String name, String synopsis) {
    return CmdletInfo.named(name).module("Microsoft.PowerShell.Management").synopsis(synopsis);
  }

  /** The same for one that takes paths with wildcards, or paths as they are, and needs some. */
  static CmdletInfo.Builder withPaths(String name, String synopsis) {
    return named(name, synopsis)
        .defaultSet(PATH)
        .with(
            Parameter.texts(PATH).in(PATH).mandatory().at(0).byValue().byPropertyName(),
            Parameter.texts(LITERAL)
                .alias("PSPath", "LP", "FullName")
                .in(LITERAL)
                .mandatory()
                .byPropertyName());
  }

  static Session session(Invocation call) {
    return ((ScriptCall) call).session();
  }
}
