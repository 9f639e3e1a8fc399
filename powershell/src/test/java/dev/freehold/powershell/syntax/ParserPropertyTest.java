package dev.freehold.powershell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The parser, for any text")
class ParserPropertyTest {

  private static final List<String> PIECES =
      List.of(
          "Get-X",
          " ",
          "-Name",
          ":",
          "$a",
          "$(",
          ")",
          "(",
          "@(",
          "@{",
          "{",
          "}",
          "[",
          "]",
          "[int]",
          "'",
          "\"",
          "\n",
          "\r\n",
          "`",
          ";",
          "|",
          ",",
          "=",
          "+=",
          "1",
          "0x1",
          "1..2",
          ".b",
          "::",
          "if",
          "else",
          "foreach",
          "in",
          "try",
          "catch",
          "switch",
          "function",
          "param",
          "return",
          "#",
          "<#",
          "#>",
          "@\"\n",
          "\n\"@",
          "@'\n",
          "\n'@",
          "-eq",
          "-not",
          "!",
          "++",
          "--",
          "&",
          "&&",
          "2>&1",
          ">",
          "%",
          "?",
          "\u2013",
          "\u201c",
          "\u2019",
          "https://v/k?x=1",
          "@p",
          "<");

  @Provide
  static Arbitrary<String> scripts() {
    return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }

  @Property(tries = 3_000)
  void readsOrRefusesRowsOfPieces(@ForAll("scripts") String script) {
    requireReadOrRefused(script);
  }

  @Property
  void readsOrRefusesAnything(@ForAll String script) {
    requireReadOrRefused(script);
  }

  private static void requireReadOrRefused(String script) {
    try {
      assertThat(Parser.parse(SourceText.typed(script)).span())
          .isEqualTo(new Span(0, script.length()));
    } catch (ParseException e) {
      assertThat(e.errors())
          .allSatisfy(
              error -> {
                assertThat(error.span().start()).isBetween(0, script.length());
                assertThat(error.span().end()).isBetween(error.span().start(), script.length());
              });
    }
  }

  @Property
  void takesBackWhatSingleQuotesHold(@ForAll String text) throws ParseException {
    StringBuilder quoted = new StringBuilder("x '");
    text.chars()
        .forEach(
            c -> {
              quoted.append((char) c);
              if (Chars.isSingleQuote((char) c)) {
                quoted.append((char) c);
              }
            });
    assertThat(firstArgument(quoted.append('\'').toString()))
        .isInstanceOfSatisfying(
            Expression.Text.class, value -> assertThat(value.value()).isEqualTo(text));
  }

  @Property
  void readsEveryUrlOfOrdinaryCharactersAsOneArgument(@ForAll("urls") String url)
      throws ParseException {
    assertThat(firstArgument("x " + url + " y"))
        .isInstanceOfSatisfying(
            Expression.Text.class, value -> assertThat(value.value()).isEqualTo(url));
  }

  @Provide
  static Arbitrary<String> urls() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withCharRange('0', '9')
        .withChars("/:?=#.-_~%+!*@")
        .ofMaxLength(60)
        .map(rest -> "https://" + rest);
  }

  private static Expression firstArgument(String script) throws ParseException {
    Statement.Pipeline pipeline =
        (Statement.Pipeline) Parser.parse(SourceText.typed(script)).end().getFirst();
    Element.Command command = (Element.Command) pipeline.elements().getFirst();
    return ((Element.Argument.Positional) command.arguments().getFirst()).value();
  }
}
