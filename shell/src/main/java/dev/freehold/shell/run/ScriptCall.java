package dev.freehold.shell.run;

import dev.freehold.shell.run.binding.Invocation;

/** What a cmdlet of the language itself sees beyond others. */
public interface ScriptCall extends Invocation {

  /** The session. */
  Session session();

  /** The scope of the script that called. */
  Scope scope();
}
