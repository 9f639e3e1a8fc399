package dev.freehold.powershell.run;

import dev.freehold.powershell.syntax.Element;
import dev.freehold.powershell.syntax.Expression;
import dev.freehold.powershell.syntax.ScriptBody;
import dev.freehold.powershell.syntax.Span;
import java.util.ArrayList;
import java.util.List;

/** Calls blocks that stand in no pipeline of a script. */
final class Functions {

  private final Context context;

  Functions(Context context) {
    this.context = context;
  }

  /** Runs a script in the scope of the context. */
  void runScript(ScriptBody script, List<String> arguments) {
    Element.Command command = command(script, ScriptArguments.of(arguments, new Span(0, 0)));
    run(FunctionStage.ofBlock(new CallSite(context, command, 0), script, true));
  }

  /** Calls a block with arguments in its own scope. */
  void callBlock(ScriptBlock block, List<Object> arguments) {
    Scope scope = context.scope().child();
    List<Element.Argument> passed = new ArrayList<>();
    for (int at = 0; at < arguments.size(); at++) {
      // Values go in through variables that no script can name.
      Span span = block.syntax().span();
      Expression.Variable hidden = new Expression.Variable(span, "", " " + at);
      scope.set(hidden.name(), arguments.get(at));
      passed.add(new Element.Argument.Positional(span, hidden));
    }
    CallSite site = new CallSite(context.in(scope), command(block.syntax(), passed), 0);
    run(FunctionStage.ofBlock(site, block.syntax(), true));
  }

  private static void run(Stage stage) {
    stage.prepare();
    stage.begin();
    stage.runAlone();
    stage.end();
  }

  private static Element.Command command(ScriptBody block, List<Element.Argument> arguments) {
    return new Element.Command(
        block.span(),
        Element.Call.AMPERSAND,
        new Expression.BlockLiteral(block.span(), block),
        arguments,
        List.of());
  }
}
