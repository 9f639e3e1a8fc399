package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a script as the command line of a process gives them: every one is a text, but
 * {@code -Name} and {@code -Name:value} name parameters.
 */
final class ScriptArguments {

  private static final Pattern NAMED =
      Pattern.compile("-([\\p{L}_][\\w]*)(:(.*))?", Pattern.DOTALL);

  private ScriptArguments() {}

  /** Makes them arguments of a command that stands at some place. */
  static List<Element.Argument> of(List<String> texts, Span span) {
    List<Element.Argument> arguments = new ArrayList<>();
    for (String text : texts) {
      Matcher named = NAMED.matcher(text);
      if (named.matches()) {
        Optional<Expression> value =
            Optional.ofNullable(named.group(3)).map(written -> value(written, span));
        arguments.add(new Element.Argument.Named(span, named.group(1), value));
      } else {
        arguments.add(new Element.Argument.Positional(span, new Expression.Text(span, text)));
      }
    }
    return arguments;
  }

  /** Switches are turned off by {@code -Name:$false}. */
  private static Expression value(String written, Span span) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "$true", "$false", "$null" -> new Expression.Variable(span, "", written.substring(1));
      default -> new Expression.Text(span, written);
    };
  }
}
