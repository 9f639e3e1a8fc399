package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.error.ErrorCategory;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.ParseException;
import dev.freehold.powershell.syntax.Parser;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.syntax.SourceText;
import dev.freehold.powershell.value.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds what a command's name means. */
final class CommandSearch {

  /** Bounds chains of aliases that name each other. */
  private static final int MAX_ALIASES = 16;

  private static final String HELP = "Get-Help";

  private final Context context;
  private final Session session;

  CommandSearch(Context context) {
    this.context = context;
    session = context.session();
  }

  /** Makes the stage of a command. */
  Stage stage(Element.Command command, int place) {
    if (asksForHelp(command)) {
      return help(command, place);
    }
    CallSite site = new CallSite(context, command, place);
    try {
      Object name = new Evaluator(context).value(command.name());
      boolean dot = command.call() == Element.Call.DOT;
      if (name instanceof ScriptBlock block) {
        return FunctionStage.ofBlock(site, block.syntax(), dot);
      }
      return named(site, Text.of(name), dot);
    } catch (ShellException e) {
      throw e.with(e.error().at(context.position(command.span())));
    }
  }

  private boolean asksForHelp(Element.Command command) {
    return session.commands().find(HELP).isPresent()
        && command.arguments().stream()
            .anyMatch(
                argument ->
                    argument instanceof Element.Argument.Named named && named.name().equals("?"));
  }

  /** {@code x -?} is {@code Get-Help x}. */
  private Stage help(Element.Command command, int place) {
    Element.Command asked =
        new Element.Command(
            command.span(),
            Element.Call.NAMED,
            new Expression.Text(command.name().span(), HELP),
            List.of(new Element.Argument.Positional(command.name().span(), command.name())),
            command.redirections());
    return stage(asked, place);
  }

  private Stage named(CallSite site, String written, boolean dot) {
    String name = resolveAlias(written);
    Optional<ScriptFunction> function = context.scope().function(name);
    if (function.isPresent()) {
      return FunctionStage.ofFunction(site, function.get());
    }
    Optional<CmdletInfo> cmdlet = session.commands().find(unqualified(name));
    if (cmdlet.isPresent()) {
      return new CmdletStage(site, cmdlet.get());
    }
    if (Scope.fold(name).endsWith(".ps1")) {
      return FunctionStage.ofScript(site, script(name), dot);
    }
    throw Refusals.of(written, session).orElseGet(() -> Errors.commandNotFound(written));
  }

  /** What is known of a command without running it; empty for scripts and what does not exist. */
  Optional<CmdletInfo> describe(String written) {
    String name = resolveAlias(written);
    return context
        .scope()
        .function(name)
        .map(found -> new FunctionInfo(context).describe(found.name(), found.block()))
        .or(() -> session.commands().find(unqualified(name)));
  }

  private String resolveAlias(String written) {
    String name = written;
    for (int round = 0; round < MAX_ALIASES; round++) {
      Optional<String> aliased = session.commands().aliased(name);
      if (aliased.isEmpty()) {
        return name;
      }
      name = aliased.get();
    }
    return name;
  }

  private static String unqualified(String name) {
    return name.substring(name.lastIndexOf('\\') + 1);
  }

  /** Reads a script file. */
  private ScriptBody script(String name) {
    Path file = session.resolve(name);
    try {
      if (!Files.isRegularFile(file)) {
        throw Errors.commandNotFound(name);
      }
      if (Files.size(file) > RunLimits.MAX_SCRIPT_BYTES) {
        throw Errors.runtime(
            "ScriptTooLong",
            ErrorCategory.LIMITS_EXCEEDED,
            "The script '%s' is larger than %d bytes.".formatted(name, RunLimits.MAX_SCRIPT_BYTES));
      }
      SourceText source = SourceText.file(file.toString(), Files.readString(file));
      session.secrets().learn(source.sensitive());
      return Parser.parse(source);
    } catch (ParseException e) {
      throw ShellException.ofStatement(Errors.of(e).getFirst());
    } catch (IOException e) {
      throw Errors.runtime(
          "ScriptNotReadable",
          ErrorCategory.READ_ERROR,
          "The script '%s' could not be read.".formatted(name));
    }
  }
}
