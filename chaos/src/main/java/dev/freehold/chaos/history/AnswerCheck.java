package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Violation.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Failures: each says whose fault it is, by a code that the documents list. Connections may break
 * and answers stay away; an answer that says nothing is a mistake of the service, and so is one
 * that names what nothing here brings about: nobody takes a key from a node or damages a database.
 */
final class AnswerCheck {

  /** A client writes these where no answer came. */
  static final String NO_ANSWER = "no answer";

  private static final String NEVER = "database-damaged|availability-key-missing";

  private static final Pattern LISTED =
      Pattern.compile(
          String.join(
              "|",
              NO_ANSWER + ".*",
              // Whose fault it is, at each door.
              "(403|403 AccessDenied|NO CONTACTADMIN) key-access-refused",
              "(503|503 ServiceUnavailable|NO UNAVAILABLE) key-vault-did-not-answer",
              "(502|500 InternalError|NO CONTACTADMIN) key-vault-wrong-answer",
              "(503|503 ServiceUnavailable|NO UNAVAILABLE) database-unreachable",
              "(507|503 ServiceUnavailable|NO UNAVAILABLE) database-full",
              // What passes: the key was renewed, the ledger or the store of blobs is away.
              "(503|503 ServiceUnavailable|NO UNAVAILABLE) (key-use-not-recorded|key-renewed)",
              "503 (database-commit-unknown|coverage-changed|request-timed-out)|429"
                  + " too-many-requests",
              "(429|503) temporarily_unavailable",
              "503 (ServiceUnavailable|SlowDown) (?!%s).+".formatted(NEVER),
              "NO UNAVAILABLE (?!%s)[a-z]+(-[a-z]+)+|NO LIMIT(: .+| [a-z-]+)".formatted(NEVER),
              "50[37] blob-store-[a-z-]+",
              // LMTP: the transfer agent keeps the message, or the mailbox was purged.
              "451 4\\.2\\.1|451 4\\.3\\.[012]|550 5\\.2\\.1",
              // What was asked for was not there, or a condition did not hold.
              "404 NoSuchKey|412 PreconditionFailed|409 ConditionalRequestConflict",
              // Another job is under way, or vaults that refuse get no new policy and no roll.
              "409 (job-running|move-not-needed)|422 key-.*|(403|422|502|503) vault-.*",
              "410 purged|NO CONTACTADMIN purged",
              // Nothing is purged while a vault does not say that it refuses.
              "503 purge-vault-unknown",
              // A purged mailbox is nobody's any more.
              "NO AUTHORIZATIONFAILED: .+",
              // The clock of a node is wrong, and with it the times of tokens and requests.
              "401 token-invalid|403 RequestTimeTooSkewed"));

  private AnswerCheck() {}

  static List<Violation> of(List<Operation> operations, long origin) {
    Map<String, Violation> found = new LinkedHashMap<>();
    for (Operation operation : operations) {
      if (!operation.code().isEmpty() && !LISTED.matcher(operation.code()).matches()) {
        String kind = operation.deed().getClass().getSimpleName() + " " + operation.code();
        found.putIfAbsent(
            kind, new Violation(Rule.ANSWER, kind, "[" + operation.line(origin) + "]"));
      }
    }
    return List.copyOf(found.values());
  }
}
