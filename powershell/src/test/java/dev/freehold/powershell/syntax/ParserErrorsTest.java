package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser says of wrong scripts, and where. */
class ParserErrorsTest {

  static ParseException error(String script) {
    ParseException error =
        catchThrowableOfType(ParseException.class, () -> Parser.parse(SourceText.typed(script)));
    assertThat(error).as(script).isNotNull();
    return error;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\0',
      value = {
        "(1 + 2 # Missing closing ')' in expression. # 1:7",
        "if ($a) { x # Missing closing '}' in statement block or type definition. # 1:9",
        "x \"abc # The string is missing the terminator: \". # 1:3",
        "x 'abc # The string is missing the terminator: '. # 1:3",
        "x | # An empty pipe element is not allowed. # 1:4",
        "x | | y # An empty pipe element is not allowed. # 1:5",
        "1 2 # Unexpected token '2' in expression or statement. # 1:3",
        "x } # Unexpected token '}' in expression or statement. # 1:3",
        "x a, # Missing argument in parameter list. # 1:5",
        "1 | 'x' # Expressions are only allowed as the first element of a pipeline. # 1:5",
        "() # An expression was expected after '('. # 1:2",
        "-Name # Missing expression after unary operator '-'. # 1:1",
        "@{ a 1 } # Missing '=' operator after key in hash literal. # 1:6",
        "x <placeholder> # The '<' operator is reserved for future use. # 1:3",
        "$a = # You must provide a value expression following the '=' operator. # 1:5",
        "1 -eq # You must provide a value expression following the '-eq' operator. # 1:6",
        "1 = 2 # The assignment expression is not valid. The input to an assignment operator must"
            + " be an object that is able to accept assignments, such as a variable or a property."
            + " # 1:1",
        "\"$x: y\" # Variable reference is not valid. ':' was not followed by a valid variable name"
            + " character. Consider using ${} to delimit the name. # 1:2",
        "x > # Missing file specification after redirection operator. # 1:4",
        "if $a {} # Missing opening '(' after keyword 'if'. # 1:4",
        "try { x } # The Try statement is missing its Catch or Finally block. # 1:10",
        "$a[ # Array index expression is missing or not valid. # 1:4",
        "@p # The splatting operator '@' cannot be used to reference variables in an expression."
            + " '@p' can be used only as an argument to a command. To reference variables in an"
            + " expression use '$p'. # 1:1",
        "x ` # Incomplete string token. # 1:3",
        "[string # Missing ] at end of type token. # 1:8",
        "class X {} # The 'class' keyword is not part of this shell's language. # 1:1",
      })
  @DisplayName("An error has PowerShell's words, the line and the character")
  void messages(String script, String message, String place) {
    ParseException error = error(script);
    assertThat(error.getMessage()).isEqualTo(message);
    assertThat(error.line() + ":" + error.column()).isEqualTo(place);
  }

  @Test
  @DisplayName("The place counts lines and characters of the line")
  void places() {
    ParseException error = error("x a\n\n  y }");
    assertThat(error.line()).isEqualTo(3);
    assertThat(error.column()).isEqualTo(5);
    assertThat(error.source().lineText(error.errors().getFirst().span().start()))
        .isEqualTo("  y }");
  }

  @Test
  @DisplayName("Blanks before a here-string's closer are named")
  void indentedHereString() {
    assertThat(error("@\"\nx\n  \"@").getMessage())
        .isEqualTo("White space is not allowed before the string terminator.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foreach ($x in 1) {",
        "x |",
        "x a,",
        "'a",
        "@\"\nx",
        "(",
        "$a = ",
        "1 +",
        "@{ a = 1",
        "<# x",
        "if ($a)",
        "try {}",
        "$(x",
        "@(",
        "function f {",
        "do {}"
      })
  @DisplayName("A text that more lines could mend asks for them")
  void incomplete(String script) {
    assertThat(error(script).isIncomplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 2", ")", "-Name", "x <y>", "@{ a 1 }", "if $a"})
  @DisplayName("A text that no line could mend does not")
  void wrong(String script) {
    assertThat(error(script).isIncomplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", "{", "@(", "$(", "@{a=", "\"$(", "if(1){", "!", "-", "[int]", "x (", "$a[", "$a.b(",
        ",", "&{"
      })
  @Timeout(10)
  @DisplayName("Nesting has a bound")
  void nesting(String opener) {
    assertThat(error(opener.repeat(50_000)).errors().getFirst().id()).isEqualTo("ScriptTooDeep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", ".b", "[0]", " | x", " && x", "++"})
  @Timeout(10)
  @DisplayName("A chain of operators has a bound")
  void chains(String link) {
    assertThat(error("$a" + link.repeat(50_000)).errors().getFirst().id())
        .isEqualTo("ScriptTooDeep");
  }

  @Test
  @Timeout(10)
  @DisplayName("Length and tokens have a bound")
  void length() {
    assertThat(error("#".repeat(SyntaxLimits.MAX_SOURCE_CHARS + 1)).errors().getFirst().id())
        .isEqualTo("ScriptTooLong");
    assertThat(error("x\n".repeat(SyntaxLimits.MAX_TOKENS)).errors().getFirst().id())
        .isEqualTo("ScriptTooComplicated");
  }

  @Test
  @Timeout(10)
  @DisplayName("Many unclosed quotes, comments and numbers take time in proportion to the text")
  void linear() throws ParseException {
    Parser.parse(SourceText.typed("x '$' # \" \n".repeat(50_000)));
    Parser.parse(SourceText.typed("x " + "1".repeat(1_000_000)));
    error("\"" + "`u{1".repeat(100_000));
    error("@'\n" + " '@\n".repeat(100_000));
  }
}
