package dev.freehold.shell.run;

import dev.freehold.shell.syntax.Block;

/** A function that a script defined. */
record ScriptFunction(String name, Block block) {}
