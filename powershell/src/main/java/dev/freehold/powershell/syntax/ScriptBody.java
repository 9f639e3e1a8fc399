package dev.freehold.powershell.syntax;

import java.util.List;
import java.util.Optional;

/**
 * What a script, a function or a pair of braces contains.
 *
 * @param span its place, with the braces if there are any
 * @param source the text to which all spans inside refer
 * @param attributes of the block itself, e.g. {@code CmdletBinding}
 * @param parameters what {@code param} declares; empty if there is none
 * @param begin runs once before the first input
 * @param process runs for each input; absent unless the block names it
 * @param end runs once after the last input; it is the whole body if no part is named
 */
public record ScriptBody(
    Span span,
    SourceText source,
    List<Attribute> attributes,
    Optional<List<Parameter>> parameters,
    List<Statement> begin,
    Optional<List<Statement>> process,
    List<Statement> end) {

  /** An attribute in brackets, e.g. {@code [Parameter(Mandatory, Position=0)]}. */
  public record Attribute(
      Span span, String name, List<Expression> arguments, List<NamedArgument> named) {}

  /** An argument by name; without a value it is {@code $true}. */
  public record NamedArgument(String name, Optional<Expression> value) {}

  /** A parameter of a function or script. */
  public record Parameter(
      Span span,
      String name,
      Optional<String> typeName,
      List<Attribute> attributes,
      Optional<Expression> defaultValue) {}

  /** The same where what has no part of its own runs for each input. */
  ScriptBody asFilter() {
    return process.isPresent()
        ? this
        : new ScriptBody(span, source, attributes, parameters, begin, Optional.of(end), List.of());
  }

  /** The text between the braces, or all of a script. */
  public String text() {
    String whole = source.of(span);
    boolean braces = whole.length() >= 2 && whole.startsWith("{") && whole.endsWith("}");
    return braces ? whole.substring(1, whole.length() - 1) : whole;
  }
}
