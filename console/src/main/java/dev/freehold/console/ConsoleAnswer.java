package dev.freehold.console;

import java.util.Map;

/** What the console answers. */
public sealed interface ConsoleAnswer {

  /** A page. */
  record Html(int status, String text) implements ConsoleAnswer {}

  /** Go there: after something was done. */
  record SeeOther(String location) implements ConsoleAnswer {}

  /** Content that the API gave, to be saved. */
  @SuppressWarnings("ArrayRecordComponent") // Lives until it is sent, and is never compared.
  record Download(Map<String, String> headers, byte[] bytes) implements ConsoleAnswer {}

  /** The session ends. */
  record SignOut() implements ConsoleAnswer {}
}
