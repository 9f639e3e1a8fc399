package dev.freehold.powershell.run;

import dev.freehold.powershell.run.binding.Binder;
import dev.freehold.powershell.run.binding.Bound;
import dev.freehold.powershell.run.binding.CmdletInfo;
import dev.freehold.powershell.run.binding.RawArgument;
import dev.freehold.powershell.run.error.ShellException;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.syntax.Span;
import dev.freehold.powershell.syntax.Statement;
import dev.freehold.powershell.value.Elements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A function, script or block in a running pipeline. */
final class FunctionStage implements Stage {

  private final CallSite site;
  private final String name;
  private final ScriptBody block;
  private final Context inside;
  private final List<Object> input = new ArrayList<>();
  private final boolean script;
  private CmdletInfo info;
  private boolean exited;
  private Binder binder;

  private FunctionStage(CallSite site, String name, ScriptBody block, Scope scope, boolean script) {
    this.site = site;
    this.script = script;
    this.name = name;
    this.block = block;
    inside = site.context().in(scope).reading(block.source());
  }

  static FunctionStage ofFunction(CallSite site, ScriptFunction function) {
    return new FunctionStage(
        site, function.name(), function.block(), site.context().scope().child(), false);
  }

  /**
   * A script file that is called as a command, so that {@code exit} leaves it alone.
   *
   * @param here whether it runs in the caller's scope
   */
  static FunctionStage ofScript(CallSite site, ScriptBody block, boolean here) {
    return ofBlock(site, block, here, true);
  }

  /**
   * A block or script.
   *
   * @param here whether it runs in the caller's scope
   */
  static FunctionStage ofBlock(CallSite site, ScriptBody block, boolean here) {
    return ofBlock(site, block, here, false);
  }

  private static FunctionStage ofBlock(
      CallSite site, ScriptBody block, boolean here, boolean script) {
    Scope caller = site.context().scope();
    boolean file = isFile(block);
    Scope own = file ? caller.scriptChild() : caller.child();
    String shown = block.source().path().filter(path -> file).orElse("");
    return new FunctionStage(site, shown, block, here ? caller : own, script);
  }

  /** Tells whether a block is the whole of a script file. */
  private static boolean isFile(ScriptBody block) {
    return block.source().path().isPresent()
        && block.span().equals(new Span(0, block.source().text().length()));
  }

  private static String parent(String path) {
    Path folder = Path.of(path).toAbsolutePath().normalize().getParent();
    return folder == null ? "" : folder.toString();
  }

  @Override
  public void prepare() {
    try {
      info = new FunctionInfo(inside).describe(name, block);
      binder = Binder.bind(info, arguments());
    } catch (ShellException e) {
      throw e.with(site.locate(CmdletStage.known(e.error(), inside.session()), name));
    }
  }

  /** The arguments; a function that declares nothing takes names as texts. */
  private List<RawArgument> arguments() {
    List<RawArgument> arguments = site.arguments();
    if (FunctionInfo.isAdvanced(block)) {
      return arguments;
    }
    List<RawArgument> kept = new ArrayList<>();
    for (RawArgument argument : arguments) {
      boolean known =
          argument.name().isEmpty() || argument.name().filter(this::isDeclared).isPresent();
      if (known) {
        kept.add(argument);
      } else {
        kept.add(RawArgument.positional("-" + argument.name().get(), argument.written()));
        if (argument.given()) {
          kept.add(RawArgument.positional(argument.value(), argument.written()));
        }
      }
    }
    return kept;
  }

  private boolean isDeclared(String written) {
    return info.parameters().stream()
            .filter(each -> !each.name().equals(FunctionInfo.REST))
            .anyMatch(each -> Scope.fold(each.name()).startsWith(Scope.fold(written)))
        || Scope.fold("ErrorAction").equals(Scope.fold(written))
        || written.equalsIgnoreCase("ea")
        || written.equalsIgnoreCase("Verbose");
  }

  @Override
  public void begin() {
    bind(site.place() == 0 ? completed() : binder.bound());
    part(block.begin());
  }

  private Bound completed() {
    try {
      return binder.complete(site.missing(name)::ask);
    } catch (ShellException e) {
      throw e.with(site.locate(CmdletStage.known(e.error(), inside.session()), name));
    }
  }

  private void bind(Bound bound) {
    Scope scope = inside.scope();
    Evaluator evaluator = new Evaluator(inside);
    for (ScriptBody.Parameter declared : block.parameters().orElse(List.of())) {
      if (bound.has(declared.name())) {
        scope.set(declared.name(), bound.value(declared.name()));
      } else {
        scope.set(
            declared.name(),
            declared
                .defaultValue()
                .map(evaluator::value)
                .map(
                    value ->
                        declared
                            .typeName()
                            .map(type -> Evaluator.convert(value, type))
                            .orElse(value))
                .orElseGet(() -> unset(declared)));
      }
    }
    block
        .source()
        .path()
        .filter(path -> isFile(block))
        .ifPresent(
            path -> {
              scope.set("PSScriptRoot", parent(path));
              scope.set("PSCommandPath", path);
            });
    scope.set("PSBoundParameters", bound.toHashtable());
    scope.set("MyInvocation", new MyInvocation(site, name, block));
    if (FunctionInfo.isAdvanced(block)) {
      scope.set("PSCmdlet", new FunctionCmdlet(inside, info, bound));
    }
    Object rest = bound.value(FunctionInfo.REST);
    scope.set(
        "args",
        bound.has(FunctionInfo.REST) ? new ArrayList<>(Elements.of(rest)) : new ArrayList<>());
    if (bound.has("ErrorAction")) {
      scope.set("ErrorActionPreference", bound.value("ErrorAction"));
    }
    if (bound.flag("Verbose")) {
      scope.set("VerbosePreference", "Continue");
    }
    if (bound.has("WhatIf")) {
      scope.set("WhatIfPreference", bound.flag("WhatIf"));
    }
  }

  /** What a parameter without value or default is: what its type makes of null, if it can. */
  private static Object unset(ScriptBody.Parameter declared) {
    String type = Scope.fold(declared.typeName().orElse(""));
    return switch (type) {
      case "string" -> "";
      case "int", "int32", "long", "int64", "double" -> Evaluator.convert(0, type);
      case "bool", "boolean", "switch" -> false;
      default -> null;
    };
  }

  @Override
  public void runAlone() {
    block.process().ifPresent(this::part);
  }

  @Override
  public void accept(Object value) {
    if (block.process().isEmpty()) {
      input.add(value);
      return;
    }
    if (binder.takesInput()) {
      bind(binder.bindInput(value));
    }
    ScriptBlock.withItem(inside.scope(), value, () -> part(block.process().get()));
  }

  @Override
  public void end() {
    if (site.place() > 0) {
      inside.scope().set("input", input);
    }
    part(block.end());
  }

  private void part(List<Statement> statements) {
    if (statements.isEmpty() || exited) {
      return;
    }
    Session session = inside.session();
    session.enterCall();
    try {
      new StatementRunner(inside).run(statements);
    } catch (Flow.Return e) {
      // What it returns was written before.
    } catch (Flow.Exit e) {
      if (!script) {
        throw e;
      }
      exited = true;
      session.global().set("LASTEXITCODE", e.code());
    } finally {
      session.leaveCall();
    }
  }
}
