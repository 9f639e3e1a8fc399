package dev.freehold.powershell.run.binding;

/**
 * A command line that help shows.
 *
 * @param code the command line
 * @param remarks what it does, in a sentence
 */
public record CmdletExample(String code, String remarks) {}
