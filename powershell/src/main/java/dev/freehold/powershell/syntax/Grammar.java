package dev.freehold.powershell.syntax;

/** The parts of the parser of one text; they call each other as the language nests. */
final class Grammar {

  final SourceText source;
  final Cursor in;
  final VariableSyntax names;
  final Strings strings;
  final Types types;
  final Primaries primaries;
  final Expressions expressions;
  final Words words;
  final CommandSyntax commands;
  final StatementSyntax statements;
  final ControlFlow controlFlow;
  final Blocks blocks;
  final Hashtables hashtables;

  Grammar(SourceText source) {
    this.source = source;
    in = new Cursor(source.text());
    names = new VariableSyntax(in);
    strings = new Strings(this);
    types = new Types(in);
    primaries = new Primaries(this);
    expressions = new Expressions(this);
    words = new Words(this);
    commands = new CommandSyntax(this);
    statements = new StatementSyntax(this);
    controlFlow = new ControlFlow(this);
    blocks = new Blocks(this);
    hashtables = new Hashtables(this);
  }
}
