package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.ScriptBody;

/** A function that a script defined. */
record ScriptFunction(String name, ScriptBody block) {}
