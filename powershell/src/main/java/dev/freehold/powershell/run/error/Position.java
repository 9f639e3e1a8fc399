package dev.freehold.powershell.run.error;

import java.util.Optional;

/**
 * A place in a script.
 *
 * @param path the script file; empty for a typed line
 * @param line counted from 1
 * @param column of the first character, counted from 1
 * @param lineText the whole line
 * @param length how many characters are meant; further lines are not shown
 */
public record Position(Optional<String> path, int line, int column, String lineText, int length) {}
