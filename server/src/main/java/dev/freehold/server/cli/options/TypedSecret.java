package dev.freehold.server.cli.options;

import dev.freehold.server.ServerError;
import dev.freehold.server.ServerException;
import dev.freehold.server.text.Terminal;
import java.util.Arrays;

/** Secrets that a person types at the terminal, without seeing them. */
public final class TypedSecret {

  private TypedSecret() {}

  /**
   * Asks for a secret; the caller overwrites it.
   *
   * @param what it is, such as {@code Password of vera@contoso.example}
   * @throws ServerException {@code CONNECTION_INVALID} if there is no terminal, or nothing is typed
   */
  public static char[] ask(String what) {
    if (!Terminal.isPresent()) {
      throw invalid(what + " is asked for at a terminal; without one, name a file that has it");
    }
    char[] typed = System.console().readPassword("%s: ", what);
    if (typed == null || typed.length == 0) {
      throw invalid(what + " was not typed");
    }
    return typed;
  }

  /**
   * Has somebody choose a secret, twice, because a slip of the finger would lock them out.
   *
   * @throws ServerException {@code CONNECTION_INVALID} also if they typed two different ones
   */
  public static char[] choose(String what) {
    char[] chosen = ask(what);
    char[] again = ask(what + ", again");
    try {
      if (!Arrays.equals(chosen, again)) {
        Arrays.fill(chosen, '\0');
        throw invalid(what + " was typed in two different ways; nothing was done, try again");
      }
      return chosen;
    } finally {
      Arrays.fill(again, '\0');
    }
  }

  private static ServerException invalid(String message) {
    return new ServerException(ServerError.CONNECTION_INVALID, message);
  }
}
