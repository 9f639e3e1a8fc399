package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import java.util.List;

/** What a cmdlet of the language itself sees beyond others. */
public interface ScriptCall extends Invocation {

  /** The session. */
  Session session();

  /** The functions that can be called from here, as the cmdlets that they are like. */
  List<CmdletInfo> functions();

  /** The scope of the script that called. */
  Scope scope();
}
