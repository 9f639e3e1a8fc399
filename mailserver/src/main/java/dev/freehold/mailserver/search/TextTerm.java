package dev.freehold.mailserver.search;

import java.time.LocalDate;
import java.util.function.Predicate;

/** Something that is looked for in the bytes of a message. Texts are folded. */
sealed interface TextTerm {

  /** Text in a header field of this name, which is in lower case; empty text asks for the field. */
  record InField(String name, String text) implements TextTerm {}

  /** The first date field of this name, which is in lower case. */
  record OnDay(String name, Predicate<LocalDate> days) implements TextTerm {}

  /** Text in the body. */
  record InBody(String text) implements TextTerm {}

  /** Text in header or body. */
  record InMessage(String text) implements TextTerm {}
}
