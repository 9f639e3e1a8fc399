package dev.freehold.powershell.run.error;

import java.util.Optional;

/**
 * Where in a script something is.
 *
 * @param path of the script file; empty for what was typed
 * @param line counted from 1
 * @param column of the first character, counted from 1
 * @param lineText the whole line
 * @param length how many characters are meant; what lies on further lines is not shown
 */
public record Position(Optional<String> path, int line, int column, String lineText, int length) {}
