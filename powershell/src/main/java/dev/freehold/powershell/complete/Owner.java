package dev.freehold.powershell.complete;

import dev.freehold.powershell.run.Session;
import dev.freehold.powershell.syntax.token.Token;
import dev.freehold.powershell.syntax.token.TokenKind;
import dev.freehold.powershell.value.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What has the members that are completed: the value of a variable, or the objects that a command
 * writes, as far as the session has seen any. Nothing is run.
 */
final class Owner {

  /** They hand on what they are given. */
  private static final Set<String> HANDING_ON =
      Set.of("where-object", "where", "?", "sort-object", "sort", "tee-object", "get-unique");

  private final Situation situation;
  private final Session session;

  Owner(Situation situation, Session session) {
    this.situation = situation;
    this.session = session;
  }

  /** The members behind the dot that ends the tokens before the cursor. */
  List<String> ofDot() {
    return of(situation.before().size() - 2);
  }

  /** The properties of the objects that come to the command at the cursor. */
  List<String> ofPipeline() {
    int command = commandBefore(situation.before().size());
    return command < 0 ? List.of() : upstream(command);
  }

  private List<String> of(int at) {
    if (at < 0) {
      return List.of();
    }
    Token token = situation.before().get(at);
    return switch (token.kind()) {
      case VARIABLE -> ofVariable(at);
      case CLOSING -> text(at).equals(")") ? ofBrackets(opening(at)) : of(opening(at) - 1);
      case MEMBER -> ofValues(values(at));
      case COMMENT,
          TEXT,
          NUMBER,
          COMMAND,
          PARAMETER,
          WORD,
          KEYWORD,
          TYPE,
          OPERATOR,
          OPENING,
          SEPARATOR ->
          List.of();
    };
  }

  private List<String> ofVariable(int at) {
    String name = text(at).substring(1);
    if (name.equals("_") || name.equalsIgnoreCase("PSItem")) {
      int block = blockAround(at);
      int command = block < 0 ? -1 : commandBefore(block);
      return command < 0 ? List.of() : upstream(command);
    }
    return ofValues(session.global().value(name));
  }

  /** The value of a variable with members behind it; null if it is not known. */
  private Object values(int at) {
    if (at < 0) {
      return null;
    }
    Token token = situation.before().get(at);
    if (token.kind() == TokenKind.VARIABLE) {
      return session.global().value(text(at).substring(1));
    }
    if (token.kind() == TokenKind.CLOSING && text(at).equals("]")) {
      return first(values(opening(at) - 1));
    }
    boolean member = token.kind() == TokenKind.MEMBER && at >= 2 && text(at - 1).equals(".");
    Object owner = member ? first(values(at - 2)) : null;
    return owner == null ? null : Members.get(owner, text(at));
  }

  private static List<String> ofValues(Object value) {
    Object first = first(value);
    return first == null ? List.of() : Members.names(first);
  }

  private static Object first(Object value) {
    return value instanceof List<?> list ? (list.isEmpty() ? null : list.getFirst()) : value;
  }

  /** What the last command in brackets writes. */
  private List<String> ofBrackets(int opening) {
    for (int at = situation.before().size() - 1; at > opening; at--) {
      if (situation.before().get(at).kind() == TokenKind.COMMAND && depth(opening, at) == 1) {
        return written(at);
      }
    }
    return List.of();
  }

  /** The properties of what a command writes: its own, or what comes to it. */
  private List<String> written(int command) {
    String name = text(command);
    if (HANDING_ON.contains(name.toLowerCase(Locale.ROOT))) {
      return upstream(command);
    }
    return session.describe(name).map(info -> session.seen().of(info.name())).orElse(List.of());
  }

  /** What comes to a command through the pipe before it. */
  private List<String> upstream(int command) {
    int pipe = command - 1;
    if (pipe < 0 || !text(pipe).equals("|")) {
      return List.of();
    }
    int source = commandBefore(pipe);
    if (source >= 0) {
      return written(source);
    }
    return of(pipe - 1);
  }

  /** The command before a place, within the same brackets and the same part of the pipeline. */
  private int commandBefore(int end) {
    int closed = 0;
    for (int at = end - 1; at >= 0; at--) {
      Token token = situation.before().get(at);
      switch (token.kind()) {
        case CLOSING -> closed++;
        case OPENING -> {
          if (closed-- == 0) {
            return -1;
          }
        }
        case COMMAND -> {
          if (closed == 0) {
            return at;
          }
        }
        case SEPARATOR -> {
          if (closed == 0) {
            return -1;
          }
        }
        case COMMENT, TEXT, VARIABLE, NUMBER, PARAMETER, WORD, KEYWORD, TYPE, MEMBER, OPERATOR -> {}
      }
    }
    return -1;
  }

  private int opening(int closing) {
    int open = 0;
    for (int at = closing; at >= 0; at--) {
      TokenKind kind = situation.before().get(at).kind();
      open += kind == TokenKind.CLOSING ? 1 : kind == TokenKind.OPENING ? -1 : 0;
      if (open == 0) {
        return at;
      }
    }
    return -1;
  }

  /** The brace that opens the block in which a place is. */
  private int blockAround(int place) {
    List<Integer> open = new ArrayList<>();
    for (int at = 0; at < place; at++) {
      TokenKind kind = situation.before().get(at).kind();
      if (kind == TokenKind.OPENING) {
        open.add(at);
      } else if (kind == TokenKind.CLOSING && !open.isEmpty()) {
        open.removeLast();
      }
    }
    return open.reversed().stream().filter(at -> text(at).equals("{")).findFirst().orElse(-1);
  }

  private int depth(int opening, int place) {
    int depth = 0;
    for (int at = opening; at < place; at++) {
      TokenKind kind = situation.before().get(at).kind();
      depth += kind == TokenKind.OPENING ? 1 : kind == TokenKind.CLOSING ? -1 : 0;
    }
    return depth;
  }

  private String text(int at) {
    return situation.text(situation.before().get(at));
  }
}
