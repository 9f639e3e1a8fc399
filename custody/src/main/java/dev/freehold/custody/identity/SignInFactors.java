package dev.freehold.custody.identity;

import java.util.List;

/** What somebody showed in order to sign in. */
public enum SignInFactors {
  /** A password. */
  PASSWORD("pwd"),
  /** A program's secret; programs are no people and have no second factor. */
  SECRET(""),
  /** A code in a browser, which a program has approved with a token for its secret. */
  CODE(""),
  /** A password and something that only the person has: a passkey or a recovery code. */
  PASSWORD_AND_SECOND("pwd mfa");

  private final String word;

  SignInFactors(String word) {
    this.word = word;
  }

  /** The values of the claim {@code amr} (RFC 8176). */
  public List<String> methods() {
    return word.isEmpty() ? List.of() : List.of(word.split(" ", -1));
  }

  /** What a token says; without the claim it was a password. */
  public static SignInFactors of(List<String> methods) {
    return methods.contains("mfa") ? PASSWORD_AND_SECOND : PASSWORD;
  }

  /** Whether there was a second one. */
  public boolean hasSecond() {
    return this == PASSWORD_AND_SECOND;
  }
}
