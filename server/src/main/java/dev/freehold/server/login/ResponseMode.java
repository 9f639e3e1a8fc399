package dev.freehold.server.login;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a browser takes the answer of the sign-in page to a client. */
enum ResponseMode {
  /** In the query of the address that it is sent to. */
  QUERY("query"),
  /** In a form, which the person sends, since the page has no script that could. */
  FORM_POST("form_post");

  /** The words for all of them. */
  static final List<String> WORDS = Arrays.stream(values()).map(mode -> mode.word).toList();

  private final String word;

  ResponseMode(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  static Optional<ResponseMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
