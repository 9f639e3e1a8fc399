package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Block;

/** A function that a script defined. */
record ScriptFunction(String name, Block block) {}
