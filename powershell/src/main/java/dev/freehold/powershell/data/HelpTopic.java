package dev.freehold.powershell.data;

import java.util.List;

/**
 * What Get-Help says about a cmdlet.
 *
 * @param synopsis one sentence
 * @param syntaxes one line for each parameter set
 * @param description some sentences
 * @param links where to read more
 */
public record HelpTopic(
    String name,
    String synopsis,
    List<String> syntaxes,
    String description,
    List<Parameter> parameters,
    List<Example> examples,
    List<String> links) {

  /**
   * A parameter.
   *
   * @param name without its dash
   * @param type as the syntax names it, e.g. {@code String[]}; empty for a switch
   * @param position its position without a name; -1 if it always needs its name
   * @param pipeline how it is bound from the pipeline, e.g. {@code True (ByValue)}
   */
  public record Parameter(
      String name,
      String type,
      String description,
      boolean required,
      int position,
      String pipeline,
      boolean wildcards) {}

  /**
   * A command line and what it does.
   *
   * @param code the command line
   * @param remarks what it does
   */
  public record Example(String code, String remarks) {}
}
