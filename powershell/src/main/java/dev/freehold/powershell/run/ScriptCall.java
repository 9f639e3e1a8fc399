package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.Invocation;
import java.util.List;

/** What the language's own cmdlets can see beyond other cmdlets. */
public interface ScriptCall extends Invocation {

  /** The session. */
  Session session();

  /** The functions that can be called from here, as the cmdlets that they are like. */
  List<CmdletInfo> functions();

  /** The scope of the script that called. */
  Scope scope();
}
